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

    /** What touches a span. */
    private static List<Recorded> read(Archive archive, int channel, Span span) {
        return archive.beginning(channel, span.start().minus(Archive.LONGEST_SEGMENT), span.end()).stream()
                .filter(recorded -> span.touches(recorded.segment()))
                .toList();
    }

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

        assertThat(read(archive, 1, new Span(NOON, Duration.ofHours(1)))).isEqualTo(kept);
        assertThat(read(archive, 1, new Span(NOON.plusSeconds(61), Duration.ofSeconds(3))))
                .as("those that go on in the span, too")
                .isEqualTo(kept.subList(30, 32));
        assertThat(read(archive, 2, new Span(NOON, Duration.ofHours(1)))).isEmpty();
    }

    /** To ten minutes, over midnight, whoever wrote it. */
    @Test
    void ofWhatTimesAnythingIsKeptIsKnown() {
        Archive archive = new Archive(table());
        Instant evening = Instant.parse("2026-03-01T23:47:00Z");
        archive.tape(1, 1).append(ladder(evening, 1, 0, 600));
        archive.tape(1, 2).append(ladder(evening.plusSeconds(7200), 2, 600, 1));

        KeptTimes kept = archive.keptSince(1, evening.minus(Duration.ofDays(3)));
        assertThat(kept.any(NOON, evening.minusSeconds(420))).isFalse();
        assertThat(kept.any(NOON, evening)).as("it is not known to the minute").isTrue();
        assertThat(kept.any(evening.plusSeconds(600), evening.plusSeconds(900))).isTrue();
        assertThat(kept.any(evening.plusSeconds(1200 + 600), evening.plusSeconds(6000)))
                .as("the gap")
                .isFalse();
        assertThat(kept.any(evening.plusSeconds(3600), evening.plusSeconds(7201)))
                .isTrue();
        assertThat(kept.any(evening.plusSeconds(9000), evening.plus(Duration.ofDays(400))))
                .isFalse();
        assertThat(archive.keptSince(1, evening.plusSeconds(3600)).any(Instant.EPOCH, evening.plusSeconds(4000)))
                .as("what is before is not told")
                .isFalse();
        assertThat(archive.keptSince(2, NOON).any(NOON, evening)).isFalse();
    }

    @Test
    void whatTimesAreNotKnownAnyMoreIsFoundAndNotedAgain() {
        TableStore table = table();
        Archive archive = new Archive(table);
        Instant later = NOON.plus(Duration.ofDays(2));
        archive.tape(1, 3).append(ladder(NOON, 3, 0, 2));
        archive.tape(1, 3).append(ladder(later, 3, 2, 600));
        assertThat(archive.checkTimes(1, true)).isZero();
        new Days(table).forget(1);

        assertThat(archive.checkTimes(1, false)).isEqualTo(3);
        assertThat(archive.checkTimes(1, true)).isEqualTo(3);
        assertThat(archive.checkTimes(1, true)).isZero();
        KeptTimes known = archive.keptSince(1, NOON);
        assertThat(known.any(NOON, NOON.plusSeconds(600))).isTrue();
        assertThat(known.any(NOON.plusSeconds(600), later)).isFalse();
        assertThat(known.any(later.plusSeconds(1190), later.plusSeconds(1200))).isTrue();
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
                assertThat(read(archive, 1, span).stream()
                                .map(Recorded::segment)
                                .toList())
                        .as("history %d, %s", seed, span)
                        .isEqualTo(expected.stream().map(Recorded::segment).toList());
                assertThat(read(archive, 1, span).stream().map(Recorded::bytes).toList())
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
        assertThat(read(archive, 1, new Span(NOON, Duration.ofMinutes(1)))).hasSize(6);
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
        assertThat(archive.keptSince(1, NOON).any(NOON, NOON.plusSeconds(1))).isTrue();
        Archive.Hour second = archive.oldest(1).orElseThrow();
        assertThat(second.name()).isEqualTo("2026030112");
        assertThat(second.renditions()).containsExactly("360p", "720p", "source");
        archive.forget(1);
        assertThat(archive.oldest(1)).isEmpty();
        assertThat(archive.keptSince(1, Instant.EPOCH).any(Instant.EPOCH, NOON.plus(Duration.ofDays(9))))
                .isFalse();
    }
}
