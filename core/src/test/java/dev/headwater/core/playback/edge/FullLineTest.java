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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Viewers arrive one after the other at an edge whose line carries a part of what they want; tenth by tenth of a second.
 * The edge reports what its line carried in the last two seconds, as edges do, and no more than that.
 */
class FullLineTest {
    private static final double TICK = 0.1;
    private static final int TICKS_A_PROBE = 5;
    /** Of what an edge has sent, it reports the last two seconds. */
    private static final int MEASURED = 20;

    private static final double NOTHING = 1e-9;
    private static final double SEGMENT = 2;
    /** Players begin so many segments before the newest. */
    private static final int AHEAD = 3;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final EdgePool pool = new EdgePool(table, table, clock);
    private final Map<String, Line> lines = new HashMap<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final Random random = new Random(20_261_121);
    private int tick;

    /** What carries segments from an edge to its viewers, in Mbit/s; all who load one share it. */
    private static final class Line {
        private final double mbps;
        private final Deque<Double> sent = new ArrayDeque<>();

        Line(double mbps) {
            this.mbps = mbps;
        }

        void carry(List<Viewer> loading) {
            double left = mbps * TICK;
            double carried = 0;
            List<Viewer> sharing = new ArrayList<>(loading);
            while (!sharing.isEmpty() && left > NOTHING) {
                double each = left / sharing.size();
                for (Viewer viewer : sharing) {
                    double part = Math.min(each, viewer.missing);
                    viewer.missing -= part;
                    left -= part;
                    carried += part;
                }
                sharing.removeIf(viewer -> viewer.missing <= NOTHING);
            }
            sent.addLast(carried);
            if (sent.size() > MEASURED) {
                sent.removeFirst();
            }
        }

        double measured() {
            return sent.stream().mapToDouble(megabits -> megabits).sum() / (MEASURED * TICK);
        }
    }

    /** Has {@link #AHEAD} segments to load at once, and one each two seconds from then on; plays when it has the first. */
    private final class Viewer {
        private final long session = random.nextLong();
        private final int arrived = tick;
        private final double mbps;
        private final List<String> path = new ArrayList<>();
        private int asked;
        private double missing;
        private double played;
        private double stalled;

        Viewer(double mbps) {
            this.mbps = mbps;
        }

        boolean isLoading() {
            return missing > NOTHING;
        }

        void ask() {
            int there = AHEAD + (int) ((tick - arrived) * TICK / SEGMENT);
            if (!isLoading() && asked < there) {
                String edge = pool.choose(1, session, "http").orElseThrow().name();
                if (path.isEmpty() || !path.getLast().equals(edge)) {
                    path.add(edge);
                }
                asked++;
                missing = mbps * SEGMENT;
            }
        }

        void play() {
            double loaded = (isLoading() ? asked - 1 : asked) * SEGMENT;
            if (played + TICK <= loaded) {
                played += TICK;
            } else if (loaded > 0) {
                stalled += TICK;
            }
        }

        int moves() {
            return path.size() - 1;
        }
    }

    private Probed ask(Edge edge) {
        return new Probed.Alive(lines.get(edge.name()).measured(), 0);
    }

    private void edge(String name, int weight, int capacity, double line) {
        pool.save(Edge.at(name, "http://" + name + ".example", weight, capacity));
        lines.put(name, new Line(line));
    }

    private void run(EdgeProber prober, double seconds) throws InterruptedException {
        for (double end = tick * TICK + seconds; tick * TICK < end; tick++) {
            viewers.forEach(Viewer::ask);
            lines.forEach((name, line) -> line.carry(viewers.stream()
                    .filter(viewer ->
                            viewer.isLoading() && viewer.path.getLast().equals(name))
                    .toList()));
            viewers.forEach(Viewer::play);
            clock.advance(Duration.ofMillis(100));
            if (tick % TICKS_A_PROBE == 0) {
                prober.round();
            }
        }
    }

    /** One viewer each so many seconds, and then nothing new for so many. */
    private void audience(int count, double mbps, double apart, double then) throws InterruptedException {
        try (EdgeProber prober = new EdgeProber(pool, new Leases(table, clock), this::ask, "p", clock)) {
            prober.round();
            prober.round();
            for (int i = 0; i < count; i++) {
                viewers.add(new Viewer(mbps));
                run(prober, apart);
            }
            run(prober, then);
        }
    }

    private long onThinLine() {
        return viewers.stream()
                .filter(viewer -> viewer.path.getLast().equals("thin"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        // viewers, Mbit/s of each, seconds from one to the next, capacity as it was told, what the line carries
        "16, 0.6, 1.0, 4, 4.0",
        "16, 0.6, 2.0, 4, 4.0",
        "300, 2.0, 0.2, 200, 200.0",
        "300, 2.0, 0.2, 200, 188.0",
        "300, 2.0, 0.1, 200, 188.0",
        "1000, 4.0, 0.1, 1000, 941.0"
    })
    void whomItCanNotCarryLeaveItBeforeTheyNoticeAndDoNotComeAndGo(
            int count, double mbps, double apart, int capacity, double line) throws Exception {
        edge("thin", 10_000, capacity, line);
        edge("wide", 100, 0, 1e6);
        audience(count, mbps, apart, 5 * 60);
        assertThat(viewers).extracting(viewer -> viewer.stalled).containsOnly(0.0);
        assertThat(viewers).extracting(Viewer::moves).allMatch(moves -> moves <= 3);
        assertThat(viewers).filteredOn(viewer -> viewer.moves() > 0).isNotEmpty();
        assertThat(onThinLine() * mbps).as("what stays").isBetween(0.4 * capacity, 0.9 * capacity);
    }

    @Test
    void whereOneViewerMoreIsTooMuchItIsTriedLessAndLessOften() throws Exception {
        edge("thin", 10_000, 4, 4);
        edge("wide", 100, 0, 1e6);
        audience(12, 1, 1, 20 * 60);
        int before = viewers.stream().mapToInt(Viewer::moves).max().orElseThrow();
        audience(0, 1, 1, 10 * 60);
        int after = viewers.stream().mapToInt(Viewer::moves).max().orElseThrow();
        assertThat(before).isLessThanOrEqualTo(12);
        assertThat(after - before).isLessThanOrEqualTo(4);
        assertThat(onThinLine()).isBetween(1L, 3L);
    }

    @Test
    void aLineThatIsFilledAtOnceIsLeftWithinSeconds() throws Exception {
        edge("thin", 10_000, 200, 188);
        edge("wide", 100, 0, 1e6);
        audience(300, 2, 0, 20);
        double stalled = viewers.stream().mapToDouble(viewer -> viewer.stalled).sum();
        audience(0, 2, 0, 5 * 60);
        assertThat(viewers.stream().mapToDouble(viewer -> viewer.stalled).sum())
                .as("nobody waits any more")
                .isEqualTo(stalled);
        assertThat(viewers).allMatch(viewer -> viewer.stalled < 6);
    }
}
