package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutputClockTest {
    private long now = 77;
    private final OutputClock clock = new OutputClock(25, () -> now);

    private void passes(double seconds) {
        now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void itBeginsWithTheFirstPicture() {
        passes(30);
        assertThat(clock.ahead(0)).isZero();
        assertThat(clock.ahead(1)).isCloseTo(0, within(0.001));
        passes(1);
        assertThat(clock.ahead(1)).isCloseTo(-1, within(0.001));
        assertThat(clock.ahead(76)).isCloseTo(2, within(0.001));
    }

    @Test
    void whatAMachineSleptThroughIsNotMadeUpFor() {
        clock.ahead(1);
        passes(3600);
        assertThat(clock.ahead(2)).isZero();
        passes(0.5);
        assertThat(clock.ahead(2)).isCloseTo(-0.5, within(0.001));
    }

    @Test
    void aSourceWhoseClockRunsFasterIsFollowedALittle() {
        clock.ahead(1);
        for (int i = 0; i < 1000; i++) {
            passes(0.1);
            clock.heldBack();
        }
        assertThat(clock.ahead(1 + 100 * 25)).isCloseTo(-0.1, within(0.01));
    }
}
