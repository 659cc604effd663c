package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactedTest {
    /** Has what it would not tell. */
    public record Door(String name, @Secret @Nullable String key, String token, Instant since) {}

    @Test
    void whatIsSecretIsHiddenWhereverItStands() throws Exception {
        Door door = new Door("front", "canary", "of a bus", Instant.EPOCH);
        JsonNode shown = Operations.JSON.readTree(Redacted.json(Map.of("doors", List.of(door), "one", door)));
        assertThat(shown.toString()).doesNotContain("canary");
        assertThat(shown.at("/doors/0/key").asText()).isEqualTo("(hidden)");
        assertThat(shown.at("/one/key").asText()).isEqualTo("(hidden)");
        // Not by what a field is called, and spelled as answers are.
        assertThat(shown.at("/one/token").asText()).isEqualTo("of a bus");
        assertThat(shown.at("/one/since").asText()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void whatIsNotThereIsNotHidden() {
        assertThat(Redacted.json(new Door("front", null, "", Instant.EPOCH))).doesNotContain("key");
    }
}
