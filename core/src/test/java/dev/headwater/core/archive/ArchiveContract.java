package dev.headwater.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an archive promises, over any table. */
public abstract class ArchiveContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Format LADDER = new Format(2, List.of(rendition("720p"), rendition("360p")));
    private static final Format COPIED = new Format(5, List.of(rendition("source")));

    /** An empty one. */
    protected abstract TableStore table();

    private static Rendition rendition(String name) {
        return new Rendition(name, "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000);
    }

    private static Recorded segment(Instant start, long fence, long number, int millis, Format format) {
        String name = SegmentName.of(start, fence, number, number * 0x9e3779b97f4a7c15L)
                .toString();
        Segment segment = new Segment(name, millis, start, number % 7 == 3, number % 5 == 0 ? "k" + number : null);
        return Recorded.of(segment, format, Map.of("720p", 500_000 + number, "360p", number, "source", 1 + number));
    }

    private static List<Recorded> ladder(Instant from, long fence, int first, int count) {
        return Stream.iterate(first, n -> n + 1)
                .limit(count)
                .map(n -> segment(from.plusSeconds(2L * (n - first)), fence, n, 2000, LADDER))
                .toList();
    }

    @Test
    void whatWasKeptIsReadAsItWas() {
        Archive archive = new Archive(table());
        List<Recorded> kept = ladder(NOON, 3, 0, 90);
        Tape tape = archive.tape(1, 3);
        kept.forEach(one -> assertThat(tape.append(List.of(one))).isTrue());

        assertThat(archive.read(1, new Span(NOON, Duration.ofHours(1)))).isEqualTo(kept);
        assertThat(archive.read(1, new Span(NOON.plusSeconds(61), Duration.ofSeconds(3))))
                .as("those that go on in the span, too")
                .isEqualTo(kept.subList(30, 32));
        assertThat(archive.read(2, new Span(NOON, Duration.ofHours(1)))).isEmpty();
        assertThat(archive.first(1, NOON.minusSeconds(5))).contains(NOON);
        assertThat(archive.last(1)).contains(NOON.plusSeconds(180));
    }

    /** Any history, any span: exactly what is stored and touches it, in order. */
    @Test
    void anySpanOfAnyHistoryHoldsWhatIsStoredOfIt() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Archive archive = new Archive(table());
            List<Recorded> stored = new ArrayList<>();
            Instant at = NOON.plusMillis(random.nextInt(100_000));
            long number = random.nextInt(1000);
            for (long fence = 1; fence < 6; fence++) {
                Tape tape = archive.tape(1, fence);
                Format format = random.nextBoolean() ? LADDER : COPIED;
                List<Recorded> waiting = new ArrayList<>();
                for (int i = random.nextInt(120); i > 0; i--) {
                    int millis = 500 + random.nextInt(4500);
                    if (random.nextInt(20) > 0) {
                        waiting.add(segment(at, fence, number, millis, format));
                    }
                    number++;
                    at = at.plusMillis(millis);
                    if (random.nextInt(3) == 0) {
                        assertThat(tape.append(waiting)).isTrue();
                        // After a fault the same comes again.
                        assertThat(random.nextBoolean() || tape.append(waiting)).isTrue();
                        stored.addAll(waiting);
                        waiting.clear();
                    }
                }
                at = at.plusSeconds(random.nextInt(400));
            }
            for (int i = 0; i < 60; i++) {
                Span span = new Span(
                        NOON.plusSeconds(random.nextInt(3000) - 300), Duration.ofSeconds(1 + random.nextInt(2000)));
                List<Recorded> expected = stored.stream()
                        .filter(one -> span.touches(one.segment()))
                        .toList();
                assertThat(archive.read(1, span).stream().map(Recorded::segment).toList())
                        .as("history %d, %s", seed, span)
                        .isEqualTo(expected.stream().map(Recorded::segment).toList());
                assertThat(archive.read(1, span).stream().map(Recorded::bytes).toList())
                        .isEqualTo(expected.stream().map(Recorded::bytes).toList());
            }
        }
    }

    @Test
    void whoWasPutOutWritesNothingAnyMore() {
        Archive archive = new Archive(table());
        Tape old = archive.tape(1, 1);
        assertThat(old.append(ladder(NOON, 1, 0, 3))).isTrue();
        assertThat(archive.tape(1, 2).append(ladder(NOON.plusSeconds(6), 2, 3, 3)))
                .isTrue();

        assertThat(old.append(ladder(NOON.plusSeconds(6), 1, 3, 1))).isFalse();
        assertThat(archive.read(1, new Span(NOON, Duration.ofMinutes(1)))).hasSize(6);
    }

    @Test
    void aWriteIsSmall() {
        TableStore table = table();
        Archive archive = new Archive(table);
        Format format = new Format(2, List.of(rendition("1080p"), rendition("720p"), rendition("360p")));
        List<Recorded> minute = Stream.iterate(0, n -> n + 1)
                .limit(30)
                .map(n -> Recorded.of(
                        new Segment(
                                SegmentName.of(NOON.plusSeconds(2L * n), 1234, 1_000_000 + n, -1L - n)
                                        .toString(),
                                2002,
                                NOON.plusSeconds(2L * n),
                                false),
                        format,
                        Map.of("1080p", 1_250_000L, "720p", 625_000L, "360p", 125_000L)))
                .toList();
        archive.tape(1, 1).append(minute);
        List<Item> items = table.query(Query.all("ARCHIVE#1")).items();
        assertThat(items).hasSize(1);
        // On average half as much is written; the most with the last segment of a minute.
        assertThat(items.getFirst().body().json()).hasSizeLessThan(3000);
    }

    @Test
    void hoursAreForgottenOldestFirst() {
        Archive archive = new Archive(table());
        archive.tape(1, 1).append(ladder(NOON.minusSeconds(60), 1, 0, 60));
        archive.tape(1, 2).append(List.of(segment(NOON.plusSeconds(600), 2, 60, 3000, COPIED)));

        Archive.Hour first = archive.oldest(1).orElseThrow();
        assertThat(first.name()).isEqualTo("2026030111");
        assertThat(first.renditions()).containsExactly("360p", "720p");
        archive.forget(1, first);
        Archive.Hour second = archive.oldest(1).orElseThrow();
        assertThat(second.name()).isEqualTo("2026030112");
        assertThat(second.renditions()).containsExactly("360p", "720p", "source");
        archive.forget(1);
        assertThat(archive.oldest(1)).isEmpty();
        assertThat(archive.last(1)).isEmpty();
    }
}
