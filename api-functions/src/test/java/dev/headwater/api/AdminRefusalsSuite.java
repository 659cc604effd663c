package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.admin.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the audit log tells of those who were refused. */
abstract class AdminRefusalsSuite extends AdminSuite {
    private static final String PASSWORD = "canary of a password";

    @Test
    void whoHasNoPermissionIsWrittenDown() {
        assertThat(post(AdminKeys.of(Role.SUPPORT), "/lines", "{\"name\":\"anna\"}")
                        .status())
                .isEqualTo(403);
        JsonNode entry = refusal("line.add");
        assertThat(entry.path("caller").asText()).isEqualTo("key:support");
        assertThat(entry.path("client").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void whoIsRefusedByTheOperationIsWrittenDown() {
        String hr = key("hr", "people:write");
        String strong = key("strong", "people:write\",\"lines:write");
        assertThat(delete(hr, "/api-keys/strong").status()).isEqualTo(403);
        JsonNode entry = refusal("api-key.remove");
        assertThat(entry.path("caller").asText()).isEqualTo("key:hr");
        assertThat(entry.path("target").asText()).isEqualTo("strong");
        assertThat(entry.path("after").asText()).contains("takes all that the key");
        assertThat(get(strong, "/auth/me").status()).isEqualTo(200);
    }

    @Test
    void aFailedLoginIsWrittenDownAndNoSecretOfIt() {
        post(OWNER, "/administrators", "{\"name\":\"ole\",\"role\":\"operator\"}");
        login("ole", PASSWORD);
        // Who takes one field for the other sends a password as a name.
        login(PASSWORD, "ole");
        assertThat(refusals("auth.login"))
                .extracting(entry -> entry.path("target").asText())
                .containsExactlyInAnyOrder("ole", "");
        assertThat(get(OWNER, "/audit?limit=500").text()).doesNotContain("canary");
    }

    @Test
    void oneWhoIsSlowedDownIsWrittenDown() {
        post(OWNER, "/administrators", "{\"name\":\"ole\",\"role\":\"operator\"}");
        while (login("ole", PASSWORD) != 429) {
            // Until it takes a wait.
        }
        assertThat(refusals("auth.login"))
                .extracting(entry -> entry.path("after").asText())
                .anyMatch(after -> after.contains("too many failures before"));
    }

    @Test
    void aKeyThatWasTakenAwayIsWrittenDownByItsId() {
        String key = key("billing", "lines:read");
        delete(OWNER, "/api-keys/billing");
        assertThat(get(key, "/lines").status()).isEqualTo(401);
        JsonNode entry = refusal("auth.token");
        String id = entry.path("target").asText();
        assertThat(id).matches("hwk_[0-9a-f]{16}");
        assertThat(key).startsWith(id + "_");
        assertThat(entry.toString()).doesNotContain(key.substring(id.length() + 1));
    }

    @Test
    void refreshTokensAndLinksThatAreNoneAreWrittenDown() {
        open("refresh", "{\"refreshToken\":\"hwr_canary\"}");
        open("setup", "{\"token\":\"hws_canary\",\"name\":\"eve\",\"password\":\"%s\"}".formatted(PASSWORD));
        assertThat(refusals("auth.refresh")).hasSize(1);
        assertThat(refusals("auth.setup")).hasSize(1);
        assertThat(get(OWNER, "/audit?limit=500").text()).doesNotContain("canary");
    }

    /** Consoles send theirs once more and then ask for another: nobody tried anything. */
    @Test
    void aTokenThatIsPastItsTimeIsNotWrittenDown() {
        assertThat(get(AdminTokens.expired(headend.clock().instant()), "/lines").status())
                .isEqualTo(401);
        assertThat(get("", "/lines").status()).isEqualTo(401);
        assertThat(refusals("auth.token")).isEmpty();
    }

    @Test
    void nobodyFillsTheLog() {
        IntStream.range(0, 40).forEach(i -> get("hwk_" + i, "/lines"));
        List<JsonNode> written = refusals("auth.token");
        assertThat(written)
                .hasSize(10)
                .extracting(entry -> entry.path("after").asText())
                .filteredOn(after -> after.contains("more within the minute are not written"))
                .hasSize(1);
        // Another kind is counted by itself, and a minute later so is this one.
        open("refresh", "{\"refreshToken\":\"none\"}");
        assertThat(refusals("auth.refresh")).isEmpty();
        post(AdminKeys.of(Role.SUPPORT), "/lines", "{\"name\":\"anna\"}");
        assertThat(refusal("line.add").path("outcome").asText()).isEqualTo("refused");
        headend.clock().advance(Duration.ofMinutes(1));
        open("refresh", "{\"refreshToken\":\"none\"}");
        assertThat(refusals("auth.refresh")).hasSize(1);
    }

    private int login(String name, String password) {
        return open("login", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .status();
    }

    private Reply open(String route, String json) {
        return send(Ask.of("POST", API + "/auth/" + route)
                .with("Content-Type", "application/json")
                .withBody(json));
    }

    private String key(String name, String scopes) {
        return post(OWNER, "/api-keys", "{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(name, scopes))
                .json()
                .path("key")
                .asText();
    }

    /** Some are written after the answer. */
    private JsonNode refusal(String action) {
        Eventually.holds("one refusal of " + action, () -> refusals(action).size() == 1);
        return refusals(action).getFirst();
    }

    private List<JsonNode> refusals(String action) {
        return StreamSupport.stream(
                        get(OWNER, "/audit?outcome=refused&action=" + action)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }
}
