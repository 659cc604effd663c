package dev.headwater.api.admin.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.api.admin.AdminProperties;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.http.Problem;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document as it is served: what was made of the controllers, with what holds for all of them, namely which
 * permission each takes and how it refuses.
 */
@Singleton
public final class ApiDocument {
    private static final String PERMISSION = "x-permission";

    private static final String ERASE = "/erase";
    private static final String DONE = "200";
    private static final String ADDED = "201";
    private static final String BEGUN = "202";
    /** Operations that answer with a job. */
    private static final Set<String> BEGINNING =
            Set.of("import.start", "guide.import", "guide.preview", "backup.start");

    private final JsonNode document;

    ApiDocument(Router router) {
        document = completed(AdminRoutes.document(), permissions(router));
    }

    public JsonNode json() {
        return document;
    }

    /** The same, for people. */
    public String yaml() {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        try {
            return yaml.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the document can not be written as YAML", e);
        }
    }

    /** By {@code GET /path}. */
    private static Map<String, String> permissions(Router router) {
        Map<String, String> permissions = new HashMap<>();
        router.uriRoutes()
                .filter(route -> path(route).startsWith(AdminProperties.BASE + "/"))
                .forEach(route -> permissions.put(
                        route.getHttpMethodName() + " " + path(route),
                        String.join(" ", route.getAnnotationMetadata().stringValues(Secured.class))));
        return permissions;
    }

    private static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString();
    }

    private static JsonNode completed(JsonNode made, Map<String, String> permissions) {
        made.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(one -> one.getValue().has("responses"))
                        .forEach(one -> complete(
                                (ObjectNode) one.getValue(),
                                permissions.get(one.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()),
                                one.getKey().equals("get"),
                                isExpected(made, path.getKey(), one.getKey()))));
        ((ObjectNode) made.path("components").path("schemas")).set("Problem", problem());
        return made;
    }

    /** Whether a change heeds {@code If-Match}: where looking at the same thing tells its ETag. */
    private static boolean isExpected(JsonNode made, String path, String method) {
        boolean changes = method.equals("patch") || method.equals("delete");
        String thing = path.endsWith(ERASE) ? path.substring(0, path.length() - ERASE.length()) : path;
        String schema = made.path("paths")
                .path(thing)
                .at("/get/responses/200/content/application~1json/schema/$ref")
                .asText();
        String name = schema.substring(schema.lastIndexOf('/') + 1);
        boolean isTagged =
                made.at("/components/schemas").path(name).path("properties").has("etag");
        return isTagged && (changes || path.endsWith(ERASE));
    }

    private static void complete(ObjectNode route, @Nullable String permission, boolean looks, boolean isExpected) {
        if (permission != null && permission.contains(":")) {
            route.put(PERMISSION, permission);
        }
        name(route);
        boolean takesBody = route.has("requestBody");
        refusal(route, "401", "Who asks is not known: no token, or one that is wrong, expired or revoked.");
        refusal(route, "403", "Who asks may not.");
        refusal(route, "422", "What was sent makes no sense; `field` names what is to blame.");
        if (route.path("parameters").findValuesAsText("in").contains("path")) {
            refusal(route, "404", "There is no such thing, or not for who asks.");
        }
        if (!looks) {
            refusal(route, "409", "Something is in the way.");
        }
        if (isExpected) {
            refusal(route, "412", "It was changed since `If-Match` was told.");
        }
        if (takesBody) {
            refusal(route, "413", "The body is too large.");
            refusal(route, "415", "The body is of another type.");
        }
    }

    /** What is made of a controller does not know that something is added, nor what to say of it. */
    private static void name(ObjectNode route) {
        ObjectNode responses = route.withObjectProperty("responses");
        if (responses.path(DONE) instanceof ObjectNode done) {
            boolean isAdded = route.path("operationId").asText().matches(".*\\.add(-.*)?");
            boolean isBegun = BEGINNING.contains(route.path("operationId").asText());
            done.put("description", isAdded ? "It was added." : isBegun ? "It was begun." : "It was done.");
            if (isAdded || isBegun) {
                responses.remove(DONE);
                responses.set(isAdded ? ADDED : BEGUN, done);
            }
        }
    }

    private static void refusal(ObjectNode route, String status, String why) {
        ObjectNode responses = route.withObjectProperty("responses");
        if (!responses.has(status)) {
            ObjectNode response = responses.putObject(status).put("description", why);
            response.putObject("content")
                    .putObject(Problem.TYPE)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        }
    }

    private static JsonNode problem() {
        ObjectNode problem = Operations.JSON.createObjectNode();
        problem.put("type", "object").put("description", "What went wrong (RFC 9457).");
        problem.putArray("required").add("title").add("status").add("detail");
        ObjectNode properties = problem.putObject("properties");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer").put("format", "int32");
        properties.putObject("detail").put("type", "string").put("description", "a sentence for the one who asked");
        properties
                .putObject("field")
                .put("type", "string")
                .put("nullable", true)
                .put("description", "which of the fields that were sent is to blame");
        return problem;
    }
}
