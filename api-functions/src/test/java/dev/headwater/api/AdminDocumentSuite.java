package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A suite about every route that the document of the admin API has. */
abstract class AdminDocumentSuite extends AdminSuite {
    static final String DOCUMENT = "/admin/api/openapi";

    final JsonNode document() {
        Reply reply = send(as(OWNER, Ask.get(DOCUMENT)).with("Accept", "application/json"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    final List<DocumentedRoute> routes() {
        List<DocumentedRoute> routes = DocumentedRoute.of(document());
        assertThat(routes).hasSizeGreaterThan(5);
        return routes;
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
