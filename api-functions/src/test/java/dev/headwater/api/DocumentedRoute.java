package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A route as the document of the admin API has it.
 *
 * @param permission null: it takes none
 * @param bodyType null: no body
 * @param example a body that works; null: none is given
 * @param fields of a JSON body, and the schema of each
 * @param parameters of its query
 * @param statuses that it answers
 */
record DocumentedRoute(
        String method,
        String path,
        @Nullable String permission,
        @Nullable String bodyType,
        @Nullable JsonNode example,
        Map<String, JsonNode> fields,
        Set<String> parameters,
        Set<String> statuses) {

    static List<DocumentedRoute> of(JsonNode document) {
        List<DocumentedRoute> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(one -> one.getValue().has("responses"))
                        .forEach(one -> routes.add(route(document, path.getKey(), one.getKey(), one.getValue()))));
        return routes;
    }

    private static DocumentedRoute route(JsonNode document, String path, String method, JsonNode route) {
        Optional<String> type = Optional.ofNullable(
                route.at("/requestBody/content").fieldNames().hasNext()
                        ? route.at("/requestBody/content").fieldNames().next()
                        : null);
        JsonNode content = type.map(route.at("/requestBody/content")::path).orElse(route.path("requestBody"));
        return new DocumentedRoute(
                method.toUpperCase(Locale.ROOT),
                path,
                route.has("x-permission") ? route.path("x-permission").asText() : null,
                type.orElse(null),
                example(document, content),
                fields(document, content.path("schema")),
                StreamSupport.stream(route.path("parameters").spliterator(), false)
                        .filter(parameter -> parameter.path("in").asText().equals("query"))
                        .map(parameter -> parameter.path("name").asText())
                        .collect(Collectors.toSet()),
                route.path("responses").properties().stream()
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** Of the body itself, or of its type. */
    private static @Nullable JsonNode example(JsonNode document, JsonNode content) {
        if (content.has("example")) {
            return content.path("example");
        }
        JsonNode schema = resolved(document, content.path("schema"));
        return schema.has("example") ? schema.path("example") : null;
    }

    private static Map<String, JsonNode> fields(JsonNode document, JsonNode body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        resolved(document, body)
                .path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), resolved(document, field.getValue())));
        return fields;
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        JsonNode whole = schema;
        while (whole.has("$ref") || whole.has("allOf")) {
            String ref = (whole.has("$ref") ? whole : whole.path("allOf").path(0))
                    .path("$ref")
                    .asText();
            whole = document.at(ref.substring(1));
        }
        return whole;
    }

    boolean takesJson() {
        return "application/json".equals(bodyType);
    }

    boolean isList() {
        return !path.endsWith("}");
    }

    /** With something in the place of each variable. */
    String filled(String value) {
        return path.replaceAll("\\{[^}]+}", value);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
