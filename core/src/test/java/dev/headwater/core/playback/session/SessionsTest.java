package dev.headwater.core.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.store.InMemoryTableStore;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final int LINE = 7;
    private static final ConnectionLimit LIMIT = ConnectionLimit.of(3);
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Sessions sessions = new Sessions(table, clock);

    @Test
    void theLimitHoldsHoweverManyAskAtOnceAndInHoweverManyProcesses() throws Exception {
        Sessions elsewhere = new Sessions(table, clock);
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<Admission>>mapToObj(
                            i -> () -> (i % 2 == 0 ? sessions : elsewhere).admit(LINE, request("s" + i), LIMIT))
                    .toList());
        }
        assertThat(sessions.live(LINE, LIMIT)).hasSize(3);
    }

    @Test
    void aKickFromAnotherProcessBitesWithinASecond() {
        Sessions elsewhere = new Sessions(table, clock);
        assertThat(admits()).isTrue();
        assertThat(elsewhere.close(LINE, "a")).isTrue();
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(admits()).isFalse();
    }

    @Test
    void whoWasJustLetInByOneProcessIsNotShownOutByAnother() {
        ConnectionLimit one = ConnectionLimit.of(1);
        Sessions elsewhere = new Sessions(table, clock);
        sessions.admit(LINE, request("a"), one);
        elsewhere.admit(LINE, request("b"), one);
        sessions.close(LINE, "b");
        // Only here it is known that b is gone; there, a was put out a moment ago and b still plays.
        assertThat(sessions.admit(LINE, request("c", "a"), one)).isInstanceOf(Admission.Admitted.class);
        assertThat(elsewhere.admit(LINE, request("c", "a"), one)).isInstanceOf(Admission.Admitted.class);
        assertThat(elsewhere.wouldAdmit(LINE, request("c", "a"), one)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void linesThatPlayAreKnownToEveryProcess() {
        Sessions elsewhere = new Sessions(table, clock);
        assertThat(elsewhere.lines()).isEmpty();
        sessions.admit(LINE, request("a"), LIMIT);
        assertThat(elsewhere.lines()).containsExactly(LINE);
        clock.advance(java.time.Duration.ofMinutes(2));
        assertThat(elsewhere.lines()).isEmpty();
        sessions.admit(LINE, request("a"), LIMIT);
        sessions.admit(LINE + 1, request("b"), LIMIT);
        assertThat(elsewhere.lines()).containsExactly(LINE, LINE + 1);
        sessions.close(LINE, "a");
        assertThat(elsewhere.lines()).containsExactly(LINE + 1);
    }

    @Test
    void connectionsAreCountedWhileTheyAreHeld() {
        assertThat(sessions.count()).isEmpty();
        sessions.admit(LINE, request("a"), LIMIT);
        sessions.admit(LINE + 1, request("b"), LIMIT);
        assertThat(sessions.count()).containsExactly(Map.entry(Hold.Kind.LIVE, 2));
        sessions.close(LINE, "a");
        assertThat(sessions.count()).containsExactly(Map.entry(Hold.Kind.LIVE, 1));
        clock.advance(java.time.Duration.ofMinutes(1));
        assertThat(sessions.count()).isEmpty();
        sessions.admit(LINE + 1, request("b"), LIMIT);
        assertThat(sessions.count()).containsExactly(Map.entry(Hold.Kind.LIVE, 1));
    }

    @Test
    void kickingWhatIsNotThereSaysSo() {
        assertThat(sessions.close(LINE, "nobody")).isFalse();
    }

    @Test
    void aSteadyPlayerWritesOnlyWhenItsLeaseIsDue() {
        admits();
        long before = version();
        for (int i = 0; i < 12; i++) {
            clock.advance(java.time.Duration.ofSeconds(1));
            admits();
        }
        assertThat(version()).isEqualTo(before);
        clock.advance(java.time.Duration.ofSeconds(1));
        admits();
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    void whatAnOlderHeadwaterWroteIsReadAndPlayersTakeTheirConnectionsAgain() {
        table.put(
                new dev.headwater.core.store.Key("SESSIONS#" + LINE, "SESSIONS"),
                new dev.headwater.core.store.Body(1, """
                        {"entries":[{"id":"a","content":1,"client":{"address":"192.0.2.1","userAgent":"TV"},
                        "startedAt":"2026-11-20T14:00:00Z","leaseUntil":"2099-11-20T14:00:00Z"}],
                        "closed":[{"id":"b","until":"2099-11-20T14:00:00Z"}]}""", null),
                dev.headwater.core.store.Condition.always());
        assertThat(sessions.live(LINE, LIMIT)).isEmpty();
        assertThat(admits()).isTrue();
    }

    @Test
    void sessionsOfSchema2GoOn() {
        table.put(
                new dev.headwater.core.store.Key("SESSIONS#" + LINE, "SESSIONS"),
                new dev.headwater.core.store.Body(2, """
                        {"entries":[{"id":"a","content":1,"client":{"address":"192.0.2.1","userAgent":"TV"},
                        "refreshSeconds":5,"startedAt":"2026-11-20T14:00:00Z","seenAt":"2026-11-20T14:00:00Z",
                        "leaseUntil":"2099-11-20T14:00:00Z"}],"closed":[],"putOut":[]}""", null),
                dev.headwater.core.store.Condition.always());
        assertThat(sessions.live(LINE, LIMIT))
                .singleElement()
                .extracting(Session::hold)
                .isEqualTo(Hold.live(5));
    }

    private boolean admits() {
        return sessions.admit(LINE, request("a"), LIMIT) instanceof Admission.Admitted;
    }

    private long version() {
        return table.get(new dev.headwater.core.store.Key("SESSIONS#" + LINE, "SESSIONS"))
                .orElseThrow()
                .version();
    }

    private LineSessions.Request request(String id) {
        return request(id, id);
    }

    private LineSessions.Request request(String id, String agent) {
        return new LineSessions.Request(id, 1, new ClientIdentity("192.0.2.1", agent), Hold.live(2), clock.instant());
    }
}
