package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore sessions = new InMemoryTableStore();
    private final Heartbeats heartbeats = new Heartbeats(sessions, clock);

    private void beat(String worker, long seconds) {
        heartbeats.beat(new Heartbeat(
                worker,
                "host",
                clock.instant(),
                2,
                0.5,
                1,
                List.of(7),
                4,
                false,
                false,
                clock.instant().plusSeconds(seconds)));
    }

    @Test
    void whoIsNotHeardOfIsGone() {
        beat("a", 5);
        beat("b", 8);
        assertThat(heartbeats.live()).extracting(Heartbeat::worker).containsExactly("a", "b");
        clock.advance(Duration.ofSeconds(5));
        assertThat(heartbeats.live()).extracting(Heartbeat::worker).containsExactly("b");
        heartbeats.end("b");
        assertThat(heartbeats.live()).isEmpty();
    }

    @Test
    void whatIsSaidIsKept() {
        beat("a", 5);
        Heartbeat a = heartbeats.live().getFirst();
        assertThat(a.channels()).containsExactly(7);
        assertThat(a.share()).isEqualTo(0.25);
        assertThat(a.shareWith(0.5)).isEqualTo(0.75);
    }
}
