package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final TestClock clock = new TestClock();
    private final Meter meter = new Meter(clock);

    @Test
    void nothingSentIsNothing() {
        assertThat(meter.mbps()).isZero();
    }

    @Test
    void countsTheLastTwoSeconds() {
        for (int quarter = 0; quarter < 20; quarter++) {
            meter.sent(250_000);
            clock.advance(Duration.ofMillis(250));
        }
        // 250 kB each quarter of a second.
        assertThat(meter.mbps()).isEqualTo(8.0);
        clock.advance(Duration.ofSeconds(1));
        assertThat(meter.mbps()).isEqualTo(4.0);
        clock.advance(Duration.ofSeconds(1));
        assertThat(meter.mbps()).isZero();
    }

    @Test
    void theQuarterThatRunsDoesNotCountYet() {
        meter.sent(1_000_000);
        assertThat(meter.mbps()).isZero();
        clock.advance(Duration.ofMillis(250));
        assertThat(meter.mbps()).isEqualTo(4.0);
    }

    @Test
    void whatLiesLongBackIsForgotten() {
        meter.sent(1_000_000);
        clock.advance(Duration.ofDays(1));
        assertThat(meter.mbps()).isZero();
        meter.sent(500_000);
        clock.advance(Duration.ofMillis(250));
        assertThat(meter.mbps()).isEqualTo(2.0);
    }

    @Test
    void losesNothingBetweenThreads() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                senders.add(threads.submit(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        meter.sent(25);
                    }
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        clock.advance(Duration.ofMillis(250));
        assertThat(meter.mbps()).isEqualTo(4.0);
    }
}
