package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservedChannelsTest {
    private final TestClock clock = TestClock.fixed();
    private final ReservedChannels channels = new ReservedChannels(new InMemoryTableStore(), clock);

    @Test
    void othersLeaveThemAloneWhileTheWorkerIsHeardOf() {
        channels.reserve(Set.of(7, 9), "garage");
        assertThat(channels.notFor("cloud")).containsExactlyInAnyOrder(7, 9);
        assertThat(channels.notFor("garage")).isEmpty();
        clock.advance(ReservedChannels.LENGTH);
        assertThat(channels.notFor("cloud")).isEmpty();
    }

    @Test
    void theLastWorkerThatWasToldHasIt() {
        channels.reserve(Set.of(7), "garage");
        channels.reserve(Set.of(7), "attic");
        assertThat(channels.notFor("attic")).isEmpty();
        assertThat(channels.notFor("garage")).containsExactly(7);
    }
}
