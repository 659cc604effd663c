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
        demands.want(7, 1, 1);
        later(15);
        demands.want(7, 1, 1);
        later(59);
        assertThat(demands.fresh()).containsExactly(7);
        later(2);
        assertThat(demands.fresh()).isEmpty();
        assertThat(new Demands(table, () -> now).fresh()).isEmpty();
    }

    @Test
    void onlyWhatIsNewIsSignalled() {
        demands.listen(signals::incrementAndGet);
        demands.want(7, 1, 1);
        demands.want(7, 1, 1);
        later(11);
        demands.want(7, 1, 1);
        assertThat(signals).hasValue(1);
        demands.want(8, 1, 1);
        assertThat(signals).hasValue(2);
        later(100);
        demands.want(7, 1, 1);
        assertThat(signals).hasValue(3);
    }

    @Test
    void aLineHasAsManyMadeAsItHasConnectionsAndTwo() {
        for (int channel = 1; channel <= 1000; channel++) {
            demands.want(channel, 1, 1);
        }
        assertThat(demands.fresh()).hasSize(3);
        later(1);
        demands.want(5, 1, 1);
        demands.want(1001, 1, 1);
        later(1);
        demands.want(1002, 1, 1);
        assertThat(demands.fresh()).hasSize(3).contains(1001, 1002);
    }

    @Test
    void whoGoesOnWatchingIsNotZappedAway() {
        demands.want(7, 1, 1);
        for (int channel = 100; channel < 140; channel++) {
            later(1);
            demands.want(7, 1, 1);
            demands.want(channel, 1, 1);
        }
        assertThat(demands.fresh()).containsExactly(7, 138, 139);
    }

    @Test
    void aLineThatAsksForEverythingTakesNothingFromOthers() {
        demands.want(7, 2, 1);
        for (int channel = 1; channel <= 100; channel++) {
            demands.want(channel, 1, 1);
            later(1);
        }
        demands.want(7, 2, 1);
        for (int channel = 1; channel <= 100; channel++) {
            demands.want(channel, 1, 1);
        }
        assertThat(demands.fresh()).contains(7).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aChannelManyWatchNotesFewOfThemAndStaysWhileAnyDoes() {
        for (int line = 1; line <= 100; line++) {
            demands.want(7, line, 1);
        }
        later(25);
        for (int second = 0; second < 120; second++) {
            later(1);
            demands.want(7, 100, 1);
            assertThat(demands.fresh()).containsExactly(7);
        }
        later(61);
        assertThat(demands.fresh()).isEmpty();
    }

    @Test
    void itIsWrittenAtMostEveryTenSeconds() {
        demands.want(7, 1, 1);
        later(9);
        demands.want(7, 1, 1);
        later(52);
        assertThat(demands.fresh()).isEmpty();
    }
}
