package dev.headwater.api.admin.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The routes of the admin API, as the document that was made with its controllers has them. */
public final class AdminRoutes {
    private static final String RESOURCE = "/META-INF/swagger/admin-v1.json";

    private final List<AdminRoute> routes;

    private AdminRoutes(List<AdminRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Of the API that this program was built with. */
    public static AdminRoutes packaged() {
        return of(document());
    }

    /** @param document an OpenAPI document */
    public static AdminRoutes of(JsonNode document) {
        List<AdminRoute> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(one -> one.getValue().has("operationId"))
                        .forEach(one -> routes.add(route(path.getKey(), one.getKey(), one.getValue()))));
        return new AdminRoutes(routes);
    }

    static JsonNode document() {
        try (InputStream in = AdminRoutes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " was not built");
            }
            return Operations.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AdminRoute route(String path, String method, JsonNode route) {
        Set<String> variables = new HashSet<>();
        Set<String> query = new HashSet<>();
        route.path("parameters").forEach(parameter -> {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> variables.add(name);
                case "query" -> query.add(name);
                default -> {}
            }
        });
        return new AdminRoute(
                route.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                variables,
                query,
                route.has("requestBody"));
    }

    /** Every one, in the order of the document. */
    public List<AdminRoute> all() {
        return routes;
    }

    /** Where an operation is asked for; empty: not over HTTP. */
    public Optional<AdminRoute> of(String operation) {
        return routes.stream()
                .filter(route -> route.operation().equals(operation))
                .findFirst();
    }
}
