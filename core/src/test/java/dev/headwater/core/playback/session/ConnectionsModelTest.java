package dev.headwater.core.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.LineSessions.Request;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Random interleavings of entry, refresh, zap, kick and pause through two processes, against a model that knows nothing of
 * the rules: it only remembers which player was last told that it plays.
 */
class ConnectionsModelTest {
    private static final int LINE = 7;
    private static final int REFRESH = 2;
    private static final Duration OVERLAP = Duration.ofSeconds(2 * REFRESH + 1);

    enum Deed {
        ENTER,
        REFRESH,
        KICK
    }

    /** What one of four players, two to a device, does after some time: a pause where that is long. */
    record Step(Deed deed, int player, int process, int millis) {}

    @Property(tries = 1000)
    void neverMoreThanAllowedPlay(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 3) int connections) {
        TestClock clock = TestClock.fixed();
        InMemoryTableStore table = new InMemoryTableStore();
        List<Sessions> processes = List.of(new Sessions(table, clock), new Sessions(table, clock));
        ConnectionLimit limit = ConnectionLimit.of(connections);
        Model model = new Model();
        Map<Integer, Request> playing = new HashMap<>();
        int entries = 0;
        for (Step step : steps) {
            clock.advance(Duration.ofMillis(step.millis()));
            // Time alone ends overlaps and leases.
            model.check(live(processes.getFirst(), limit), connections, clock.instant());
            Sessions sessions = processes.get(step.process());
            Request known = playing.get(step.player());
            switch (step.deed()) {
                case ENTER -> {
                    entries++;
                    ClientIdentity device = new ClientIdentity("192.0.2." + step.player() / 2, "app");
                    Request request = new Request("s" + entries, 1, device, hold(step.player()), clock.instant());
                    playing.put(step.player(), request);
                    model.told(request.id(), sessions.admit(LINE, request, limit), clock.instant());
                }
                case REFRESH -> {
                    if (known != null) {
                        model.told(known.id(), sessions.admit(LINE, known, limit), clock.instant());
                    }
                }
                case KICK -> {
                    if (known != null && sessions.close(LINE, known.id())) {
                        model.kicked(known.id(), clock.instant());
                    }
                }
            }
            model.check(live(processes.getFirst(), limit), connections, clock.instant());
        }
    }

    /** Of the two players of a device the second plays films. */
    private static Hold hold(int player) {
        return player % 2 == 0 ? Hold.live(REFRESH) : Hold.vod(REFRESH);
    }

    private static List<String> live(Sessions sessions, ConnectionLimit limit) {
        return sessions.live(LINE, limit).stream().map(Session::id).toList();
    }

    /** Who was told that it plays, and since when more than allowed have been. */
    private static final class Model {
        private final Map<String, Instant> lastTold = new HashMap<>();
        private final Map<String, Instant> kicked = new HashMap<>();
        private Instant moreSince = Instant.MAX;
        private List<String> before = List.of();

        void told(String id, Admission admission, Instant now) {
            if (admission instanceof Admitted) {
                // The other process may have read the line a moment ago.
                assertThat(kicked.getOrDefault(id, now).plusSeconds(1))
                        .as("a kicked session plays again")
                        .isAfter(now);
                lastTold.put(id, now);
            } else {
                lastTold.remove(id);
            }
        }

        void kicked(String id, Instant now) {
            kicked.put(id, now);
            lastTold.remove(id);
        }

        void check(List<String> live, int connections, Instant now) {
            assertThat(live).doesNotHaveDuplicates().noneMatch(kicked::containsKey);
            assertThat(live.size()).isLessThanOrEqualTo(connections + 1);
            if (live.size() <= connections) {
                moreSince = Instant.MAX;
            } else if (moreSince.isAfter(now)
                    || (!before.containsAll(live) && !now.isBefore(moreSince.plus(OVERLAP)))) {
                // A newcomer begins an overlap, be it at the very end of another.
                moreSince = now;
            }
            before = live;
            assertThat(moreSince.isAfter(now) || now.isBefore(moreSince.plus(OVERLAP)))
                    .as("one more than allowed for longer than an overlap")
                    .isTrue();
            assertThat(live).as("a connection nobody was given").isSubsetOf(lastTold.keySet());
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Deed.ENTER, Deed.ENTER, Deed.REFRESH, Deed.REFRESH, Deed.REFRESH, Deed.KICK),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(0, 0, 100, 500, 1000, 2000, 2000, 4000, 35_000))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }
}
