package dev.headwater.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberDataTest {
    private static final int ADA = 1;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Lines lines = new Lines(table, clock);
    private final Sessions sessions = new Sessions(table, clock);
    private final List<String> erased = new ArrayList<>();
    private final Traces playlists = new Traces() {
        @Override
        public List<Trace> of(int line, String name) {
            return erased.isEmpty() ? List.of(new Trace("playlist", null, "10 bytes")) : List.of();
        }

        @Override
        public void erase(int line, String name) {
            erased.add(line + " " + name);
        }
    };
    private final SubscriberData data = new SubscriberData(lines, sessions, List.of(playlists, Traces.NONE), clock);

    @BeforeEach
    void aLineThatPlayed() {
        lines.add(line(ADA));
        sessions.admit(
                ADA,
                new LineSessions.Request(
                        "0000000000000001", 7, new ClientIdentity("192.0.2.1", "TV"), Hold.live(2), clock.instant()),
                ConnectionLimit.of(1));
    }

    private Line line(int id) {
        return new Line(
                id,
                "ada",
                new StoredPassword("digest-of-it", "sealed-form"),
                clock.instant(),
                List.of("all"),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                clock.instant());
    }

    @Test
    void handsOutAllThatIsStoredButThePassword() {
        clock.advance(Duration.ofHours(1)); // its connection has lapsed, and is remembered still

        SubscriberData.Export export = data.export("ada").orElseThrow();

        assertThat(export.line().name()).isEqualTo("ada");
        assertThat(export.line().bouquets()).containsExactly("all");
        assertThat(export.sessions()).singleElement().satisfies(session -> {
            assertThat(session.content()).isEqualTo(7);
            assertThat(session.address()).isEqualTo("192.0.2.1");
            assertThat(session.agent()).isEqualTo("TV");
        });
        assertThat(export.traces()).extracting(Traces.Trace::kind).containsExactly("playlist");
        assertThat(export.toString()).doesNotContain("digest-of-it", "sealed-form");
        assertThat(data.export("bob")).isEmpty();
    }

    @Test
    void nothingIsLeftOfWhoIsErasedAndTheNameIsFree() {
        assertThat(data.erase("ada")).map(Line::id).contains(ADA);

        assertThat(data.export("ada")).isEmpty();
        assertThat(sessions.known(ADA)).isEmpty();
        assertThat(erased).contains("1 ada");
        assertThat(lines.add(line(2))).isTrue();
        assertThat(data.erase("bob")).isEmpty();
    }
}
