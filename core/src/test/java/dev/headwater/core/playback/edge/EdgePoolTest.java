package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgePoolTest {
    private static final EdgeHealth DOWN = new EdgeHealth(false, 0, 0, 100);
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore accounts = new InMemoryTableStore();
    private final InMemoryTableStore sessions = new InMemoryTableStore();
    private final EdgePool pool = new EdgePool(accounts, sessions, clock);

    @ParameterizedTest
    @CsvSource({"UP,false,up", "DRAINING,true,draining", "DOWN,false,up"})
    void anEdgeOfTheFirstSchemaIsStillRead(String state, boolean drained, String now) {
        accounts.put(
                new Key("EDGES", "edge-1"),
                Body.of(
                        1,
                        "{\"name\":\"edge-1\",\"scheme\":\"http\",\"port\":8081,\"weight\":100,\"state\":\"" + state
                                + "\"}"),
                Condition.always());
        assertThat(pool.list())
                .containsExactly(Edge.of("edge-1", "http", null, 8081, 100).withDrained(drained));
        assertThat(pool.members().getFirst().state().name()).isEqualToIgnoringCase(now);
    }

    @Test
    void loadsInWholeMegabitsAreStillRead() {
        sessions.put(
                new Key("EDGE_HEALTH", "POOL"),
                Body.of(1, "{\"fence\":1,\"edges\":{\"edge-1\":{\"up\":true,\"mbps\":3,\"capacity\":4,\"keep\":97}}}"),
                Condition.always());
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        assertThat(pool.members().getFirst().health()).isEqualTo(new EdgeHealth(true, 3, 4, 97));
    }

    @Test
    void whatIsWantedAndWhatWasFoundDoNotUndoEachOther() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        pool.change("edge-1", edge -> edge.withDrained(true));
        pool.health().write(new PoolHealth(1, Map.of("edge-1", DOWN)));
        pool.change("edge-1", edge -> edge.withWeight(5));
        assertThat(pool.members()).containsExactly(new PoolMember(pool.list().getFirst(), DOWN));
        pool.health().write(new PoolHealth(1, Map.of("edge-1", EdgeHealth.ASSUMED)));
        assertThat(pool.members().getFirst().state()).isEqualTo(Edge.State.DRAINING);
        assertThat(pool.list().getFirst().weight()).isEqualTo(5);
    }

    @Test
    void aProberThatWokeUpLateChangesNothing() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        assertThat(pool.health().write(new PoolHealth(2, Map.of("edge-1", DOWN))))
                .isTrue();
        assertThat(pool.health().write(new PoolHealth(1, Map.of("edge-1", EdgeHealth.ASSUMED))))
                .isFalse();
        assertThat(pool.members().getFirst().state()).isEqualTo(Edge.State.DOWN);
    }

    @Test
    void anEdgeElsewhereTakesNobodyBeforeItAnsweredOurOwnDoes() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        pool.save(Edge.at("far", "http://far.example:8081", 1, 0));
        assertThat(pool.members()).as("nobody probes").allMatch(PoolMember::takesViewers);
        pool.health().write(new PoolHealth(1, Map.of()));
        assertThat(pool.members().stream()
                        .filter(PoolMember::takesViewers)
                        .map(member -> member.edge().name()))
                .containsExactly("edge-1");
    }

    @Test
    void viewersStayWithinTheirScheme() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        assertThat(pool.choose(1, 1, "https")).isEmpty();
        Edge secure = Edge.at("secure", "https://edge.example", 1, 0);
        pool.save(secure);
        for (long session = 0; session < 50; session++) {
            assertThat(pool.choose(1, session, "https")).contains(secure);
            assertThat(pool.choose(1, session, "http").orElseThrow().name()).isEqualTo("edge-1");
        }
    }

    @Test
    void aDrainByAnotherProcessBitesWithinHalfASecond() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        assertThat(pool.choose(1, 1, "http")).isPresent();
        new EdgePool(accounts, sessions, clock).change("edge-1", edge -> edge.withDrained(true));
        clock.advance(Duration.ofMillis(500));
        assertThat(pool.choose(1, 1, "http")).isEmpty();
    }

    @Test
    void aTokenLetsInItsEdgeUntilThatIsRemoved() {
        EdgeToken token = EdgeToken.make(new SecureRandom());
        assertThat(pool.add(Edge.at("far", "http://far.example", 1, 0).withToken(token)))
                .isTrue();
        assertThat(pool.add(Edge.at("far", "http://other.example", 1, 0))).isFalse();
        assertThat(pool.accepts(token.text())).isTrue();
        assertThat(pool.accepts(token.text() + "x")).isFalse();
        assertThat(pool.accepts("")).isFalse();
        assertThat(pool.accepts("x".repeat(10_000))).isFalse();
        assertThat(pool.accepts(token.digest())).isFalse();
        assertThat(token.text()).hasSize(43);
        assertThat(token.toString() + pool.list()).doesNotContain(token.text());
        pool.remove("far");
        assertThat(pool.accepts(token.text())).isFalse();
    }

    @Test
    void registeringOurOwnKeepsWhatAnOperatorWants() {
        pool.register(Edge.of("edge-1", "http", null, 8081, 100));
        pool.change("edge-1", edge -> edge.withDrained(true));
        pool.change("edge-1", edge -> edge.withWeight(7));
        pool.register(Edge.of("edge-1", "http", null, 9081, 100));
        assertThat(pool.find("edge-1"))
                .contains(Edge.of("edge-1", "http", null, 9081, 7).withDrained(true));
    }

    @ParameterizedTest
    @CsvSource({
        "http://Edge.Example,http://edge.example",
        "HTTPS://edge.example:443/,https://edge.example",
        "http://192.0.2.7:8081,http://192.0.2.7:8081",
        "http://[2001:db8::7]:8081,http://[2001:db8::7]:8081"
    })
    void aUrlNamesSchemeHostAndPort(String url, String base) {
        assertThat(Edge.at("far", url, 1, 0).base("viewer")).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge.example",
                "ftp://edge.example",
                "http://",
                "http://edge.example/hls",
                "http://edge.example?x",
                "http://ada:pw@edge.example",
                "http://edge.example:0",
                "http://edge.example:70000",
                "http://*.example",
                "http://edge example",
                "http://a\"b"
            })
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> Edge.at("far", url, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://HOST[:PORT]");
    }
}
