package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DemandsTest {
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final AtomicInteger signals = new AtomicInteger();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Demands demands = new Demands(table, () -> now);

    private void later(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    @Test
    void aDemandLapsesAMinuteAfterTheLast() {
        demands.want(7);
        later(15);
        demands.want(7);
        later(59);
        assertThat(demands.fresh()).containsExactly(7);
        later(2);
        assertThat(demands.fresh()).isEmpty();
        assertThat(new Demands(table, () -> now).fresh()).isEmpty();
    }

    @Test
    void onlyWhatIsNewIsSignalled() {
        demands.listen(signals::incrementAndGet);
        demands.want(7);
        demands.want(7);
        later(11);
        demands.want(7);
        assertThat(signals).hasValue(1);
        demands.want(8);
        assertThat(signals).hasValue(2);
        later(100);
        demands.want(7);
        assertThat(signals).hasValue(3);
    }

    @Test
    void itIsWrittenAtMostEveryTenSeconds() {
        demands.want(7);
        later(9);
        demands.want(7);
        later(52);
        assertThat(demands.fresh()).isEmpty();
    }
}
