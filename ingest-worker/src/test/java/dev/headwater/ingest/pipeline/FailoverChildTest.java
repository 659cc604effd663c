package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Children whose sources do what sources do. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FailoverChildTest {
    private static final Duration STALL = Duration.ofMillis(1500);
    private static final Duration SLATE_AFTER = Duration.ofSeconds(4);
    private static final String STALLED = ": no picture has come for 1.5 s";

    private static List<byte[]> clip = List.of();

    @TempDir
    private Path folder;

    private final WebServer server = new WebServer();
    private final MoodyServer first = new MoodyServer(clip);
    private final MoodyServer second = new MoodyServer(clip);

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.segments(6000).stream().map(Frame.Segment::bytes).toList();
    }

    @AfterEach
    void close() {
        first.is(MoodyServer.Mood.DEAD);
        second.is(MoodyServer.Mood.DEAD);
        server.close();
    }

    private Job job(@Nullable Ladder ladder, boolean hotStandby) {
        server.on("/first", first::serve);
        server.on("/second", second::serve);
        List<Source> sources = List.of(new Source(server.url("/first"), true), new Source(server.url("/second"), true));
        return new Job.Stream(sources, ladder, hotStandby, true, 0, 1000);
    }

    private static void awaitSegments(RealChild child, int count) throws IOException {
        int[] left = {count};
        assertThat(child.readUntil(frame -> frame instanceof Frame.Segment && --left[0] == 0))
                .isPresent();
    }

    private static void awaitOnAir(RealChild child, int source) throws IOException {
        assertThat(child.readUntil(frame -> frame instanceof Frame.OnAir on && on.source() == source))
                .isPresent();
    }

    /**
     * Until two segments of the first source are there, and it is on air.
     *
     * @return how long this machine takes from a child's launch to its first picture
     */
    private static Duration begin(RealChild child, long launched) throws IOException {
        Duration opening = untilPicture(child, launched);
        awaitSegments(child, 1);
        if (child.onAir().getLast() != 0) {
            awaitOnAir(child, 0);
        }
        return opening;
    }

    /** Until there is something to see, and not only until it is said to be on air: what was before may end after that. */
    private static Duration untilPicture(RealChild child, long from) throws IOException {
        assertThat(child.readUntil(frame -> frame instanceof Frame.Opened)).isPresent();
        Frame.Segment first = (Frame.Segment)
                child.readUntil(frame -> frame instanceof Frame.Segment).orElseThrow();
        return since(from).minusMillis(first.millis());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * These were on air and nothing else. But where a machine leaves who sends or who reads without time, a source that works
     * seems to stall: each time it says so once more than it should, and something else may be on air for a while.
     *
     * @param stalls how many there should be
     */
    private static void assertOnAir(RealChild child, int stalls, Integer... sources) {
        int more = (int) child.sourceFailures().stream()
                        .filter(text -> text.endsWith(STALLED))
                        .count()
                - stalls;
        if (more <= 0) {
            assertThat(child.onAir()).as(child::story).containsExactly(sources);
        }
        assertThat(child.onAir()).as(child::story).containsSubsequence(sources);
        assertThat(child.streams("source"))
                .as(child::story)
                .hasSizeBetween(sources.length, child.onAir().size() + Math.max(more, 0));
    }

    private void assertDecodes(RealChild child, String rendition) throws IOException {
        for (Frame.Segment segment : child.segments(rendition)) {
            assertThat(new Transport(segment.bytes()).beginning()).isEqualTo("PAT PMT key frame");
        }
        int pictures = 0;
        for (List<Frame.Segment> stream : child.streams(rendition)) {
            Path file = Files.write(folder.resolve("all.ts"), RealChild.concatenated(stream));
            pictures += StrictDecoding.decodeDamaged(file).pictures();
        }
        long millis = child.segments(rendition).stream()
                .mapToLong(Frame.Segment::millis)
                .sum();
        assertThat(pictures).isBetween((int) (millis * 25 / 1000.0 * 0.9), (int) (millis * 25 / 1000) + 5);
    }

    @Test
    void aCopiedChannelGoesOnFromItsBackupAndReturns() throws IOException {
        long launched = System.nanoTime();
        try (RealChild child = new RealChild(job(null, false))) {
            Duration opening = begin(child, launched);
            long dead = System.nanoTime();
            first.is(MoodyServer.Mood.DEAD);
            awaitOnAir(child, 1);
            boolean late = since(dead).compareTo(SLATE_AFTER) >= 0;
            Duration away = untilPicture(child, dead);
            awaitSegments(child, 1);
            first.is(MoodyServer.Mood.WELL);
            awaitOnAir(child, 0);
            awaitSegments(child, 2);

            assertThat(away).isLessThan(longer(Duration.ofSeconds(4), opening.plusSeconds(2)));
            if (late && child.onAir().contains(Frame.OnAir.SLATE)) {
                assertOnAir(child, 0, 0, Frame.OnAir.SLATE, 1, 0);
            } else {
                assertOnAir(child, 0, 0, 1, 0);
            }
            assertThat(child.sourceFailures()).first().asString().startsWith("0: ");
            assertDecodes(child, "source");
        }
    }

    @Test
    void aStandbyStepsInWhenTheFirstFallsSilent() throws IOException {
        long launched = System.nanoTime();
        try (RealChild child = new RealChild(job(null, true))) {
            Duration opening = begin(child, launched);
            assertThat(second.viewers()).isEqualTo(1);
            long silent = System.nanoTime();
            first.is(MoodyServer.Mood.SILENT);
            awaitOnAir(child, 1);
            Duration away = untilPicture(child, silent);

            assertThat(away).isLessThan(longer(STALL.plusSeconds(1), STALL.plus(opening)));
            assertThat(child.sourceFailures()).contains("0" + STALLED).allMatch(text -> text.endsWith(STALLED));
            assertOnAir(child, 1, 0, 1);
            assertDecodes(child, "source");
        }
    }

    @Test
    void whereNothingWorksTheSlateIsShownUntilSomethingDoes() throws IOException {
        try (RealChild child = new RealChild(job(null, false))) {
            awaitSegments(child, 1);
            first.is(MoodyServer.Mood.DEAD);
            second.is(MoodyServer.Mood.DEAD);
            awaitOnAir(child, Frame.OnAir.SLATE);
            awaitSegments(child, 2);
            second.is(MoodyServer.Mood.WELL);
            awaitOnAir(child, 1);
            awaitSegments(child, 2);

            assertOnAir(child, 0, 0, Frame.OnAir.SLATE, 1);
            assertDecodes(child, "source");
        }
    }

    @Test
    void picturesOfAnotherSizeBeginAStreamOfTheirOwn() throws IOException {
        Ladder small = new Ladder("small", 25, List.of(new Rung("180p", 320, 180, 200_000, 64_000)));
        Job other = Job.clip(new Source("testcard:"), small, 4000);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        clip.forEach(both::writeBytes);
        try (RealChild child = new RealChild(other).readToEnd()) {
            both.writeBytes(RealChild.concatenated(child.segments("180p")));
        }
        server.on("/both", both.toByteArray());
        try (RealChild child = new RealChild(Job.clip(new Source(server.url("/both"), true), null, 0)).readToEnd()) {
            assertThat(child.streams("source")).hasSize(2);
            assertThat(child.renditions()).extracting(Rendition::width).containsExactly(640, 320);
            assertDecodes(child, "source");
        }
        try (RealChild child =
                new RealChild(Job.clip(new Source(server.url("/both"), true), Ladder.TINY, 9000)).readToEnd()) {
            assertThat(child.segments("360p")).hasSize(5);
            Transport whole = new Transport(RealChild.concatenated(child.segments("360p")));
            assertThat(LadderChildTest.steps(whole.pictureTimes())).containsOnly(3600L);
        }
    }

    @Test
    void anEncodedChannelHasNoSeamWhateverItsSourcesDo() throws IOException {
        long launched = System.nanoTime();
        try (RealChild child = new RealChild(job(Ladder.TINY, true))) {
            begin(child, launched);
            first.is(MoodyServer.Mood.SILENT);
            awaitOnAir(child, 1);
            awaitSegments(child, 1);
            second.is(MoodyServer.Mood.DEAD);
            awaitOnAir(child, Frame.OnAir.SLATE);
            awaitSegments(child, 1);
            second.is(MoodyServer.Mood.WELL);
            awaitOnAir(child, 1);
            awaitSegments(child, 2);

            assertThat(child.streams("360p")).hasSize(1);
            Transport whole = new Transport(RealChild.concatenated(child.segments("360p")));
            assertThat(whole.continuityErrors()).isZero();
            assertThat(LadderChildTest.steps(whole.pictureTimes())).containsOnly(3600L);
            assertThat(LadderChildTest.steps(whole.audioTimes())).allMatch(step -> step > 0 && step <= 20_000);
            assertDecodes(child, "360p");
        }
    }
}
