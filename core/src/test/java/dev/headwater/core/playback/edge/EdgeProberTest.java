package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By a clock that moves only when the prober waits: for its next round, or for an edge that hangs. */
class EdgeProberTest {
    private static final Key STORED = new Key("EDGE_HEALTH", "POOL");
    private static final Duration STEP = Duration.ofMillis(10);

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore accounts = new InMemoryTableStore();
    private final InMemoryTableStore sessions = new InMemoryTableStore();
    private final EdgePool pool = new EdgePool(accounts, sessions, clock);
    private volatile EdgePool elsewhere = new EdgePool(accounts, sessions, clock);
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private volatile Instant lastNamed = Instant.EPOCH;
    private final EdgeProber prober = prober("one", pool);

    enum Behaviour {
        ANSWERS,
        REFUSES,
        HANGS
    }

    private EdgeProber prober(String holder, EdgePool itsPool) {
        return new EdgeProber(itsPool, new Leases(sessions, clock), this::ask, holder, clock);
    }

    private Probed ask(Edge edge) {
        return switch (behaviours.getOrDefault(edge.name(), Behaviour.ANSWERS)) {
            case ANSWERS -> new Probed.Alive(12, 1000);
            case REFUSES -> new Probed.Silent();
            case HANGS -> {
                redirectFor(EdgeProber.TIMEOUT);
                // The worst moment for another process to read: just before what was found out is written.
                elsewhere = new EdgePool(accounts, sessions, clock);
                names(elsewhere);
                yield new Probed.Silent();
            }
        };
    }

    @BeforeEach
    void twoEdges() {
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        pool.save(Edge.of("edge-2", "http", null, 8082, 1));
    }

    @AfterEach
    void stop() {
        prober.close();
    }

    private Edge.State state(EdgePool seenBy, String name) {
        return seenBy.members().stream()
                .filter(member -> member.edge().name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void round() throws InterruptedException {
        clock.advance(prober.round());
    }

    @ParameterizedTest
    @CsvSource({"REFUSES,0", "REFUSES,250", "REFUSES,490", "HANGS,0", "HANGS,10", "HANGS,250", "HANGS,490"})
    void noRedirectOfAnyProcessNamesADeadEdgeLaterThanOneAndAHalfSeconds(Behaviour death, long afterAnAnswer)
            throws Exception {
        round();
        Duration rest = prober.round();
        redirectFor(Duration.ofMillis(afterAnAnswer));
        behaviours.put("edge-2", death);
        Instant died = clock.instant();
        redirectFor(rest.minusMillis(afterAnAnswer));
        while (clock.instant().isBefore(died.plusSeconds(4))) {
            redirectFor(prober.round());
        }
        assertThat(Duration.between(died, lastNamed)).isBetween(Duration.ZERO, Duration.ofMillis(1499));
    }

    /** Lets time pass while this process and another one redirect viewers all the time. */
    private void redirectFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            boolean here = names(pool);
            boolean there = names(elsewhere);
            if (here || there) {
                lastNamed = clock.instant();
            }
            clock.advance(STEP);
        }
    }

    private static boolean names(EdgePool pool) {
        return LongStream.range(0, 20)
                .mapToObj(session -> pool.choose(1, session, "http"))
                .flatMap(Optional::stream)
                .anyMatch(edge -> edge.name().equals("edge-2"));
    }

    @Test
    void oneFailureIsNoDeathAndOneAnswerNoReturn() throws Exception {
        round();
        behaviours.put("edge-1", Behaviour.REFUSES);
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.UP);
        behaviours.put("edge-1", Behaviour.ANSWERS);
        round();
        behaviours.put("edge-1", Behaviour.REFUSES);
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.UP);
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.DOWN);
        behaviours.put("edge-1", Behaviour.ANSWERS);
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.DOWN);
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.UP);
    }

    @Test
    void aDrainOutlivesDeathAndReturn() throws Exception {
        pool.change("edge-1", edge -> edge.withDrained(true));
        behaviours.put("edge-1", Behaviour.REFUSES);
        round();
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.DOWN);
        behaviours.put("edge-1", Behaviour.ANSWERS);
        round();
        round();
        assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.DRAINING);
    }

    @Test
    void anEdgeThatIsAddedElsewhereTakesViewersOnceItAnswers() throws Exception {
        round();
        behaviours.put("far", Behaviour.REFUSES);
        pool.save(Edge.at("far", "http://far.example", 1, 0));
        round();
        round();
        assertThat(state(pool, "far")).isEqualTo(Edge.State.DOWN);
        behaviours.put("far", Behaviour.ANSWERS);
        round();
        round();
        assertThat(state(pool, "far")).isEqualTo(Edge.State.UP);
        pool.remove("far");
        pool.save(Edge.at("far", "http://other.example", 1, 0));
        round();
        assertThat(state(pool, "far")).as("another one by the same name").isEqualTo(Edge.State.DOWN);
    }

    @Test
    void onlyOneProbesAndTheNextTakesOver() throws Exception {
        round();
        behaviours.put("edge-1", Behaviour.REFUSES);
        try (EdgeProber second = prober("two", new EdgePool(accounts, sessions, clock))) {
            second.round();
            second.round();
            second.round();
            assertThat(state(pool, "edge-1")).as("it is not its turn").isEqualTo(Edge.State.UP);
            prober.close();
            second.round();
            second.round();
            clock.advance(PoolHealthItem.CACHED);
            assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.DOWN);
        }
    }

    @Test
    void whoLostTheLeaseUnknowinglyWritesNothing() throws Exception {
        round();
        clock.advance(Duration.ofSeconds(10));
        try (EdgeProber second = prober("two", new EdgePool(accounts, sessions, clock))) {
            second.round();
            behaviours.put("edge-1", Behaviour.REFUSES);
            for (int i = 0; i < 4; i++) {
                prober.round();
            }
            assertThat(state(pool, "edge-1")).isEqualTo(Edge.State.UP);
        }
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() throws Exception {
        round();
        round();
        long version = sessions.get(STORED).map(Item::version).orElseThrow();
        for (int i = 0; i < 60; i++) {
            round();
        }
        assertThat(sessions.get(STORED).map(Item::version)).contains(version);
        behaviours.put("edge-1", Behaviour.REFUSES);
        for (int i = 0; i < 60; i++) {
            round();
        }
        assertThat(sessions.get(STORED).map(Item::version)).contains(version + 1);
    }

    @Test
    void whenNotEvenOurOwnEdgesAnswerNobodyIsBlamed() throws Exception {
        pool.save(Edge.at("far", "http://far.example", 1, 0));
        round();
        round();
        pool.list().forEach(edge -> behaviours.put(edge.name(), Behaviour.REFUSES));
        for (int i = 0; i < 5; i++) {
            round();
        }
        assertThat(pool.members()).hasSize(3).allMatch(PoolMember::takesViewers);
        behaviours.put("edge-2", Behaviour.ANSWERS);
        round();
        round();
        assertThat(pool.members())
                .filteredOn(PoolMember::takesViewers)
                .extracting(member -> member.edge().name())
                .containsExactly("edge-2");
    }

    @Test
    void whenWeOurselvesStoodStillNoEdgeIsBlamed() throws Exception {
        try (EdgeProber slow = new EdgeProber(
                pool,
                new Leases(sessions, clock),
                edge -> {
                    clock.advance(Duration.ofMillis(800));
                    return new Probed.Silent();
                },
                "slow",
                clock)) {
            for (int i = 0; i < 5; i++) {
                slow.round();
            }
            assertThat(pool.members()).allMatch(PoolMember::takesViewers);
        }
    }
}
