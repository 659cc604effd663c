package dev.headwater.api.admin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeAndKeyOperationsTest {
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final EdgePool pool = new EdgePool(table, table, Clock.systemUTC());
    private final SigningKeys keys = SigningKeys.load(new InMemorySecretStore(), table, Clock.systemUTC());
    private final Operations operations = new Operations(
            Audit.NONE,
            List.of(
                    new EdgeOperations(pool, () -> "tv.example", () -> "http://tv.example:8080", new SecureRandom()),
                    new KeyOperations(keys)));

    private JsonNode run(String operation, Object argument) {
        return operations.run(Call.LOCAL, operation, Operations.JSON.valueToTree(argument));
    }

    private JsonNode add(String name, String url, int weight, int capacity) {
        return run("edge.add", new EdgeOperations.Add(name, url, weight, capacity));
    }

    @Test
    void anEdgeIsAddedWithATokenThatIsShownOnce() {
        JsonNode added = add("far", "http://far.example:8090", 50, 900);
        String token = added.path("token").asText();
        assertThat(added.path("command").asText())
                .isEqualTo("./headwater edge serve --origin http://tv.example:8080 --token " + token + " --port 8090");
        assertThat(pool.accepts(token)).isTrue();
        JsonNode listed = run("edge.list", ListQuery.ALL).path("items");
        assertThat(listed.toString()).doesNotContain(token);
        assertThat(listed)
                .singleElement()
                .isEqualTo(Operations.JSON.valueToTree(Map.of(
                        "name",
                        "far",
                        "url",
                        "http://far.example:8090",
                        "weight",
                        50,
                        "state",
                        "up",
                        "drained",
                        false,
                        "capacity",
                        900,
                        "etag",
                        listed.path(0).path("etag").asText())));
    }

    @Test
    void itIsWeightedDrainedAndRemoved() {
        add("far", "http://far.example", 50, 0);
        assertThat(run("edge.set", new EdgeOperations.Change("far", 7, null, null))
                        .path("weight")
                        .asInt())
                .isEqualTo(7);
        assertThat(run("edge.set", new EdgeOperations.Change("far", null, true, null))
                        .path("state")
                        .asText())
                .isEqualTo("draining");
        assertThat(run("edge.set", new EdgeOperations.Change("far", null, false, null))
                        .path("state")
                        .asText())
                .isEqualTo("up");
        run("edge.remove", new EdgeOperations.ByName("far"));
        assertThat(run("edge.list", ListQuery.ALL).path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edge-3 | http://far.example      | 1     | 0  | the server's own
            a b    | http://far.example      | 1     | 0  | an edge's name is 1 to 64
            far    | http://far.example/path | 1     | 0  | without a path
            far    | http://far.example      | 10001 | 0  | a weight is 0 to 10000
            far    | http://far.example      | 1     | -1 | a capacity is 0 to
            known  | http://far.example      | 1     | 0  | there is an edge 'known' already
            """)
    void whatIsNoEdgeIsRefused(String name, String url, int weight, int capacity, String message) {
        add("known", "http://known.example", 1, 0);
        assertThatThrownBy(() -> add(name, url, weight, capacity))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void ourOwnStay() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 100));
        assertThatThrownBy(() -> run("edge.remove", new EdgeOperations.ByName("edge-1")))
                .hasMessageContaining("drain it");
        assertThatThrownBy(() -> run("edge.remove", new EdgeOperations.ByName("edge-2")))
                .hasMessageContaining("there is no edge 'edge-2'");
    }

    @Test
    void keysAreListedAndRotatedWithoutTheirSecrets() {
        JsonNode before = run("key.list", ListQuery.ALL).path("items");
        assertThat(before).extracting(key -> key.path("state").asText()).containsExactly("active", "trusted");
        JsonNode after = run("key.rotate", new KeyOperations.Rotate("rsa"));
        assertThat(after).extracting(key -> key.path("state").asText()).containsExactly("trusted", "active", "trusted");
        assertThat(after).extracting(key -> key.path("algorithm").asText()).containsExactly("ecdsa", "ecdsa", "rsa");
        assertThat(after.get(1).path("id")).isEqualTo(before.get(1).path("id"));
        assertThat(after.toString()).hasSizeLessThan(600);
        assertThatThrownBy(() -> run("key.rotate", new KeyOperations.Rotate("ecdsa")))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("rotated a moment ago");
        assertThatThrownBy(() -> run("key.rotate", new KeyOperations.Rotate("dsa")))
                .hasMessage("an algorithm is ecdsa or rsa");
    }
}
