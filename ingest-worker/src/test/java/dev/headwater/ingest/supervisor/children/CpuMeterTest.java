package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
    private long now;
    private Duration own = Duration.ZERO;
    private final CpuMeter meter = new CpuMeter(new Machine("here", 4, () -> own), () -> now);

    private static final class Busy implements ChildProcess {
        private Optional<Duration> spent = Optional.of(Duration.ZERO);

        void spends(long millis) {
            spent = spent.map(before -> before.plusMillis(millis));
        }

        @Override
        public InputStream frames() {
            return InputStream.nullInputStream();
        }

        @Override
        public void kill() {
            spent = Optional.empty();
        }

        @Override
        public Optional<Duration> cpu() {
            return spent;
        }
    }

    private static Job job() {
        return Job.live(new Source("testcard:"), Ladder.TINY);
    }

    private void later(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        meter.sample();
    }

    @Test
    void aChannelCostsWhatItsChildrenSpend() throws IOException {
        Busy first = new Busy();
        Busy second = new Busy();
        ChildLauncher launcher = meter.metered(1, true, (job, log) -> first);
        meter.sample();
        launcher.launch(job(), line -> {});
        for (int i = 0; i < 3; i++) {
            first.spends(1000);
            later(2);
        }
        assertThat(meter.of(1)).as("not known for long enough").isEmpty();
        assertThat(meter.used()).isCloseTo(0.5, within(0.001));
        first.kill();
        meter.metered(2, true, (job, log) -> second).launch(job(), line -> {});
        for (int i = 0; i < 6; i++) {
            second.spends(1500);
            later(2);
        }
        assertThat(meter.of(1)).as("its child is dead").hasValue(0);
        assertThat(meter.of(2).orElseThrow()).isCloseTo(0.75, within(0.001));
    }

    @Test
    void whatHasJustBegunIsExpectedToCostWhatOthersDo() throws IOException {
        assertThat(meter.cost(true)).isGreaterThan(meter.cost(false));
        Busy first = new Busy();
        meter.metered(1, true, (job, log) -> first).launch(job(), line -> {});
        meter.sample();
        for (int i = 0; i < 6; i++) {
            first.spends(400);
            own = own.plusMillis(200);
            later(2);
        }
        assertThat(meter.cost(true)).isCloseTo(0.2, within(0.001));
        meter.metered(2, true, (job, log) -> new Busy());
        assertThat(meter.used()).isCloseTo(0.3, within(0.001));
        assertThat(meter.expected()).isCloseTo(0.5, within(0.001));
        meter.forget(1);
        meter.forget(2);
        assertThat(meter.expected()).isCloseTo(0.1, within(0.001));
    }

    @Test
    void aRealProcessSpendsTime() {
        assertThat(Machine.here().own().get()).isPositive();
        assertThat(Machine.here().cores()).isPositive();
    }
}
