package dev.headwater.ingest.pipeline.av;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    @Test
    void whoeverIsInterruptedWaitsNoMore() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Pacer pacer = Pacer.asItPlays();
            pacer.await(0);
            Thread.currentThread().interrupt();
            pacer.await(TimeUnit.HOURS.toNanos(1));
        });
    }
}
