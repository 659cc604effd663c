package dev.headwater.ingest.supervisor.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
    private long now;
    private final LineBudget budget = new LineBudget(() -> now);

    private long allowedOf(int lines) {
        return IntStream.range(0, lines).filter(_ -> budget.allows()).count();
    }

    @Test
    void aTalkativeChildIsHeardAgainAMinuteLater() {
        assertThat(allowedOf(1000)).isEqualTo(LineBudget.LINES);
        now += TimeUnit.SECONDS.toNanos(59);
        assertThat(allowedOf(10)).isZero();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(allowedOf(1000)).isEqualTo(LineBudget.LINES);
    }
}
