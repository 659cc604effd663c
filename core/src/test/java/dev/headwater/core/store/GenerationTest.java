package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GenerationTest {
    private final TestClock clock = TestClock.fixed();
    private final TableStore store = new InMemoryTableStore();
    private final Generation one = new Generation(store, "lines", "one", clock);
    private final Generation other = new Generation(store, "lines", "other", clock);

    @Test
    void whatAnotherProcessWritesIsAnotherNumberAndWhatOneWritesOneselfIsNot() {
        one.wrote();
        long before = settled(one);
        clock.advance(Duration.ofMinutes(1));
        one.wrote();
        assertThat(one.elsewhere()).isEqualTo(before);
        other.wrote();
        assertThat(one.elsewhere()).isNotEqualTo(before);
    }

    @Test
    void whatIsWrittenWithinTheSecondThatIsNotCountedAnewIsSeenBecauseTheNumberCountsOn() {
        other.wrote();
        long seen = one.elsewhere();
        other.wrote();
        assertThat(one.elsewhere()).isEqualTo(seen);
        clock.advance(Generation.SETTLED);
        long settled = one.elsewhere();
        assertThat(settled).isNotEqualTo(seen);
        clock.advance(Duration.ofHours(1));
        assertThat(one.elsewhere()).isEqualTo(settled);
    }

    @Test
    void howeverMuchIsWrittenItIsCountedOnceASecond() {
        for (int i = 0; i < 1_000; i++) {
            other.wrote();
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(store.get(new Key("GENERATION#lines", "other")).orElseThrow().version())
                .isBetween(9L, 11L);
    }

    private long settled(Generation generation) {
        generation.elsewhere();
        clock.advance(Generation.SETTLED);
        return generation.elsewhere();
    }
}
