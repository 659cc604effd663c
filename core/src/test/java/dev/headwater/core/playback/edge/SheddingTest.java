package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hundreds of viewers and three edges, minute by minute; edges report the mean of their last two seconds. */
class SheddingTest {
    private static final int VIEWERS = 400;
    private static final int CHANNELS = 12;
    /** Seconds between two segments of a viewer. */
    private static final int SEGMENT = 4;

    private static final int MEASURED = 2;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final EdgePool pool = new EdgePool(table, table, clock);
    private final Map<String, Deque<Double>> sent = new HashMap<>();
    private final Random random = new Random(20_261_120);
    private List<Viewer> viewers =
            IntStream.range(0, VIEWERS).mapToObj(i -> new Viewer()).toList();
    private int second;

    private final class Viewer {
        private final long session = random.nextLong();
        private final int channel = 1 + random.nextInt(CHANNELS);
        private final double mbps = 1 + 3 * random.nextDouble();
        private final int phase = random.nextInt(SEGMENT);
        private final List<String> path = new ArrayList<>();

        void play() {
            if (second % SEGMENT == phase || path.isEmpty()) {
                String edge =
                        pool.choose(channel, session, "http").orElseThrow().name();
                if (path.isEmpty() || !path.getLast().equals(edge)) {
                    path.add(edge);
                }
            }
        }

        String edge() {
            return path.getLast();
        }
    }

    private Probed ask(Edge edge) {
        double mean = sent.getOrDefault(edge.name(), new ArrayDeque<>()).stream()
                .mapToDouble(mbps -> mbps)
                .average()
                .orElse(0);
        return new Probed.Alive(mean, 0);
    }

    private void edges(int... capacities) {
        for (int i = 0; i < capacities.length; i++) {
            pool.save(Edge.at("e" + i, "http://e" + i + ".example", 100, capacities[i]));
        }
    }

    private double load(String edge) {
        return viewers.stream()
                .filter(viewer -> viewer.edge().equals(edge))
                .mapToDouble(viewer -> viewer.mbps)
                .sum();
    }

    private void run(int seconds) throws InterruptedException {
        try (EdgeProber prober = new EdgeProber(pool, new Leases(table, clock), this::ask, "p", clock)) {
            prober.round();
            prober.round();
            for (int i = 0; i < seconds; i++) {
                second++;
                viewers.forEach(Viewer::play);
                for (Edge edge : pool.list()) {
                    Deque<Double> window = sent.computeIfAbsent(edge.name(), name -> new ArrayDeque<>());
                    window.addLast(load(edge.name()));
                    if (window.size() > MEASURED) {
                        window.removeFirst();
                    }
                }
                clock.advance(Duration.ofMillis(500));
                prober.round();
                clock.advance(Duration.ofMillis(500));
                prober.round();
            }
        }
    }

    private Set<Integer> sharesDuring(int seconds) throws InterruptedException {
        Set<Integer> shares = new HashSet<>();
        for (int i = 0; i < seconds; i += 10) {
            run(10);
            shares.add(share("e0"));
        }
        return shares;
    }

    private int share(String edge) {
        return pool.members().stream()
                .filter(member -> member.edge().name().equals(edge))
                .mapToInt(member -> member.health().keep())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCappedEdgeComesBelowItsBoundAndStaysThere() throws Exception {
        edges(200, 2000, 2000);
        run(2);
        assertThat(load("e0")).as("what would come to it").isGreaterThan(270);
        run(118);
        assertThat(load("e0")).isBetween(0.6 * 200, 0.9 * 200);
        Set<Integer> shares = sharesDuring(8 * 60);
        assertThat(shares).as("nothing swings").hasSize(1);
        assertThat(load("e0")).isBetween(0.7 * 200, 0.9 * 200);
        assertThat(viewers).allMatch(viewer -> viewer.path.size() <= 3, "away, and perhaps back");
        assertThat(viewers)
                .filteredOn(viewer -> !viewer.path.contains("e0"))
                .as("who never was there never moved")
                .allMatch(viewer -> viewer.path.size() == 1);
    }

    @Test
    void whenViewersLeaveThoseWhoWereMovedComeBack() throws Exception {
        edges(200, 2000, 2000);
        run(120);
        assertThat(share("e0")).isLessThan(80);
        viewers = viewers.subList(0, VIEWERS / 4);
        run(5 * 60);
        assertThat(share("e0")).isEqualTo(100);
        assertThat(viewers).allMatch(viewer -> viewer.edge().equals(viewer.path.getFirst()));
    }

    @Test
    void twoCappedEdgesSettleToo() throws Exception {
        edges(250, 300, 2000);
        run(3 * 60);
        assertThat(load("e0")).isLessThanOrEqualTo(0.9 * 250);
        assertThat(load("e1")).isLessThanOrEqualTo(0.9 * 300);
        int moves = viewers.stream().mapToInt(viewer -> viewer.path.size()).sum();
        run(7 * 60);
        assertThat(load("e0")).isLessThanOrEqualTo(0.9 * 250);
        assertThat(load("e1")).isLessThanOrEqualTo(0.9 * 300);
        assertThat(viewers.stream().mapToInt(viewer -> viewer.path.size()).sum() - moves)
                .isLessThan(VIEWERS / 10);
        assertThat(viewers).allMatch(viewer -> viewer.path.size() <= 4);
    }

    @Test
    void whereEveryEdgeIsTooSmallEverybodyIsServedAndNobodyIsSentAround() throws Exception {
        edges(200, 220, 240);
        run(10 * 60);
        assertThat(viewers).allMatch(viewer -> viewer.path.size() <= 3);
        List<String> before = viewers.stream().map(Viewer::edge).toList();
        run(60);
        assertThat(viewers.stream().map(Viewer::edge).toList()).isEqualTo(before);
    }
}
