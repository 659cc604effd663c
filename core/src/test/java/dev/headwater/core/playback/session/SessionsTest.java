package dev.headwater.core.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.store.InMemoryTableStore;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final int LINE = 7;
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Sessions sessions = new Sessions(table, clock);

    @Test
    void theLimitHoldsHoweverManyAskAtOnceAndInHoweverManyProcesses() throws Exception {
        Sessions elsewhere = new Sessions(table, clock);
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<Boolean>>mapToObj(
                            i -> () -> (i % 2 == 0 ? sessions : elsewhere).admit(LINE, request("s" + i), 3))
                    .toList());
        }
        assertThat(sessions.live(LINE)).hasSize(3);
    }

    @Test
    void aKickFromAnotherProcessBitesWithinASecond() {
        Sessions elsewhere = new Sessions(table, clock);
        assertThat(sessions.admit(LINE, request("a"), 1)).isTrue();
        assertThat(elsewhere.kick(LINE, "a")).isTrue();
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(sessions.admit(LINE, request("a"), 1)).isFalse();
    }

    @Test
    void kickingWhatIsNotThereSaysSo() {
        assertThat(sessions.kick(LINE, "nobody")).isFalse();
    }

    @Test
    void aSteadyPlayerWritesOnlyWhenItsLeaseIsDue() {
        sessions.admit(LINE, request("a"), 1);
        long before = version();
        for (int i = 0; i < 12; i++) {
            clock.advance(java.time.Duration.ofSeconds(1));
            sessions.admit(LINE, request("a"), 1);
        }
        assertThat(version()).isEqualTo(before);
        clock.advance(java.time.Duration.ofSeconds(1));
        sessions.admit(LINE, request("a"), 1);
        assertThat(version()).isEqualTo(before + 1);
    }

    private long version() {
        return table.get(new dev.headwater.core.store.Key("SESSIONS#" + LINE, "SESSIONS"))
                .orElseThrow()
                .version();
    }

    private LineSessions.Request request(String id) {
        return new LineSessions.Request(id, 1, new ClientIdentity("192.0.2.1", "TV"), clock.instant());
    }
}
