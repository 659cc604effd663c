package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** A suite about every route that the document of the admin API has. */
abstract class AdminDocumentSuite extends AdminSuite {
    static final String DOCUMENT = "/admin/api/openapi";

    /** Not there where nothing streams. */
    private static final Set<String> STREAMED =
            Set.of("GET /admin/api/v1/jobs/{id}/events", "PUT /admin/api/v1/uploads/{id}");

    final JsonNode document() {
        Reply reply = send(as(OWNER, Ask.get(DOCUMENT)).with("Accept", "application/json"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    final List<DocumentedRoute> routes() {
        List<DocumentedRoute> routes = DocumentedRoute.of(document());
        assertThat(routes).hasSizeGreaterThan(5);
        return routes.stream()
                .filter(route -> door.streams() || !STREAMED.contains(route.toString()))
                .toList();
    }

    static Ask as(String token, Ask ask) {
        return ask.with("Authorization", "Bearer " + token);
    }

    /** A request of a route, with the example of its body. */
    static Ask ask(DocumentedRoute route, String target) {
        Ask ask = Ask.of(route.method(), target);
        if (route.bodyType() == null) {
            return ask;
        }
        JsonNode example = route.example();
        return ask.with("Content-Type", route.bodyType()).withBody(example == null ? "{}" : example.toString());
    }
}
