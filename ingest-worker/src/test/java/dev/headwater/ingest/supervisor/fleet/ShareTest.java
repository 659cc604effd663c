package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShareTest {
    private final TestClock clock = new TestClock();
    private final ReservedChannels reserved = new ReservedChannels(new InMemoryTableStore(), clock);

    @Test
    void whatOthersWereToldIsTheirsBeforeAnythingIsTaken() {
        new Share(reserved, "garage", Set.of(7)).renewFirst();
        Share cloud = new Share(reserved, "cloud", Set.of());
        cloud.renewFirst();
        assertThat(cloud.holds(7)).isFalse();
        assertThat(cloud.holds(8)).isTrue();
    }

    @Test
    void itIsRenewedEveryTenSeconds() {
        Share cloud = new Share(reserved, "cloud", Set.of());
        cloud.renewFirst();
        new Share(reserved, "garage", Set.of(7)).renewFirst();
        for (int second = 1; second < 10; second++) {
            cloud.renewWhenDue();
            assertThat(cloud.holds(7)).isTrue();
        }
        cloud.renewWhenDue();
        assertThat(cloud.holds(7)).isFalse();
    }
}
