package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchedChannelsTest {
    private final TestClock clock = TestClock.fixed();
    private final WatchedChannels watched = new WatchedChannels(new InMemoryTableStore(), clock);

    @Test
    void aChannelCountsAsWatchedWhileSomebodyGoesOnAskingForIt() {
        watched.note(7);
        clock.advance(Duration.ofSeconds(50));
        watched.note(7);
        watched.note(8);
        clock.advance(Duration.ofSeconds(60));
        assertThat(watched.fresh()).containsExactlyInAnyOrder(7, 8);
        clock.advance(WatchedChannels.LAPSE);
        assertThat(watched.fresh()).isEmpty();
    }
}
