package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.document.AdminRoute;
import dev.headwater.api.admin.document.AdminRoutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document of the admin API as it is served, and as it is kept under version control. */
class AdminDocumentTest extends AdminDocumentSuite implements OverNetty {
    private static final Path KEPT = Path.of("..", "docs", "openapi", "admin-v1.yml");
    private static final String REFRESH = "mvn -q -pl api-functions -am -Dtest=AdminDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.refresh test";

    @Test
    void theKeptDocumentIsTheServedOne() throws IOException {
        Reply served = send(as(OWNER, Ask.get(DOCUMENT)));
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type").orElseThrow()).startsWith("application/yaml");
        if (System.getProperty("openapi.refresh") != null) {
            Files.createDirectories(KEPT.getParent());
            Files.write(KEPT, served.body());
        }
        String kept = Files.exists(KEPT) ? Files.readString(KEPT, StandardCharsets.UTF_8) : "";
        assertThat(kept)
                .as(
                        "docs/openapi/admin-v1.yml is not what the controllers say; look at the difference, then: %s",
                        REFRESH)
                .isEqualTo(served.text());
    }

    @Test
    void jsonIsServedByItsNameAndByItsType() {
        JsonNode byType = document();
        assertThat(byType.path("openapi").asText()).startsWith("3.");
        assertThat(send(as(OWNER, Ask.get(DOCUMENT + ".json"))).json()).isEqualTo(byType);
        assertThat(byType.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void everyRouteSaysHowItRefuses() {
        JsonNode document = document();
        document.path("paths")
                .forEach(path -> path.forEach(route -> {
                    List<String> statuses = List.copyOf(route.path("responses").properties().stream()
                            .map(java.util.Map.Entry::getKey)
                            .toList());
                    assertThat(statuses).as(route.path("operationId").asText()).contains("401", "403", "422");
                }));
    }

    @Test
    void theGuardOfARouteIsThatOfItsOperation() {
        JsonNode document = document();
        AdminRoutes routes = AdminRoutes.of(document);
        for (Operation<?, ?> operation : headend.operations(() -> {}).all()) {
            AdminRoute route = routes.of(operation.name()).orElseThrow();
            JsonNode documented = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(java.util.Locale.ROOT));
            assertThat(documented.path("x-permission").asText())
                    .as(operation.name())
                    .isEqualTo(operation.permission().scope());
        }
    }
}
