package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import dev.headwater.core.archive.Tape;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.InMemoryTableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastSegmentsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Format FORMAT =
            new Format(5, List.of(new Rendition("source", "avc1.4d401f", 1280, 720, 25, 2_000_000, 1_800_000)));

    /** A channel that goes on, goes off the air, is written late and by others, and players that look all along. */
    private static final class History {
        private final Random random;
        private final TestClock clock = new TestClock(NOON);
        private final Archive archive = new Archive(new InMemoryTableStore());
        private final PastSegments past = new PastSegments(archive, clock);
        private final List<Recorded> stored = new ArrayList<>();
        private final List<Recorded> waiting = new ArrayList<>();
        private Tape tape = archive.tape(1, 1);
        private long fence = 1;
        private long number;

        private History(int seed) {
            this.random = new Random(seed);
        }

        private void goOn() {
            for (int i = random.nextInt(60); i > 0; i--) {
                int millis = 500 + random.nextInt(4500);
                Instant start = clock.instant();
                String name = SegmentName.of(start, fence, number, number).toString();
                waiting.add(new Recorded(new Segment(name, millis, start, false), FORMAT, List.of(number)));
                number++;
                clock.advance(Duration.ofMillis(millis));
            }
            // What waits for longer than a block is shown up to a minute late.
            if (random.nextInt(3) > 0 || isLate()) {
                write();
            }
            if (random.nextInt(5) == 0) {
                write();
                clock.advance(Duration.ofSeconds(random.nextInt(2000)));
                fence++;
                tape = archive.tape(1, fence);
            }
        }

        private boolean isLate() {
            return !waiting.isEmpty()
                    && waiting.getFirst()
                            .segment()
                            .start()
                            .isBefore(clock.instant().minus(Duration.ofMinutes(4)));
        }

        private void write() {
            assertThat(tape.append(waiting)).isTrue();
            stored.addAll(waiting);
            waiting.clear();
        }

        private void look() {
            // What goes on may be half a second old.
            clock.advance(Duration.ofMillis(501));
            long since = Duration.between(NOON, clock.instant()).toSeconds();
            for (int i = 0; i < 5; i++) {
                Span span = new Span(
                        NOON.plusSeconds(random.nextLong(since + 600) - 300),
                        Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 60 : 7200)));
                Instant oldest = NOON.plusSeconds(random.nextLong(since + 1) - since / 2);
                assertThat(past.of(1, span, oldest))
                        .as("%s from %s on at %s", span, oldest, clock.instant())
                        .isEqualTo(stored.stream()
                                .filter(one -> span.touches(one.segment())
                                        && !one.segment().start().isBefore(oldest))
                                .toList());
            }
            clock.advance(Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(90) : 0));
        }
    }

    /** Over the edges of what is read together, and as what is remembered grows old: exactly what is stored, in order. */
    @Test
    void anySpanHoldsWhatIsStoredOfItAtAnyMoment() {
        for (int seed = 0; seed < 12; seed++) {
            History history = new History(seed);
            for (int step = 0; step < 60; step++) {
                history.goOn();
                history.look();
            }
        }
    }
}
