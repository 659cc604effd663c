package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.document.AdminRoute;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An operation's argument, spread over a request.
 *
 * @param target path and query
 * @param body null: none
 */
record RemoteRequest(String method, String target, @Nullable ObjectNode body) {

    static RemoteRequest of(AdminRoute route, JsonNode argument) {
        ObjectNode rest = Operations.JSON.createObjectNode();
        argument.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> rest.set(field.getKey(), field.getValue()));
        String path = route.path();
        for (String variable : route.variables()) {
            JsonNode value = rest.remove(variable);
            if (value == null || value.asText().isEmpty()) {
                throw OperationException.invalid(variable, "it has to be said which " + variable + " is meant");
            }
            path = path.replace("{" + variable + "}", encoded(value.asText()));
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        boolean isAllQuery = route.method().equals("GET");
        for (var field : argument.properties()) {
            if (rest.has(field.getKey()) && (isAllQuery || route.query().contains(field.getKey()))) {
                spread(query, field.getKey(), rest.remove(field.getKey()));
            }
        }
        return new RemoteRequest(route.method(), path + query, route.hasBody() ? rest : null);
    }

    /** What stands in an object is named by its own name alone: a filter by its column. */
    private static void spread(StringJoiner query, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> spread(query, field.getKey(), field.getValue()));
        } else if (value.isArray()) {
            value.forEach(one -> spread(query, name, one));
        } else {
            query.add(encoded(name) + "=" + encoded(value.asText()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
