package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that have something to hear and nothing to see. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class SoundAloneChildTest {
    private static final int HERTZ = 500;

    @TempDir
    private Path folder;

    private RealChild run(String name, Ladder ladder) throws IOException {
        Path clip = Tongues.sound(folder.resolve(name), HERTZ, 9);
        return new RealChild(Job.clip(new Source("file:" + clip), ladder, 20_000)).readToEnd();
    }

    private void assertPlays(RealChild child, String rendition) throws IOException {
        assertThat(child.failures()).isEmpty();
        assertThat(child.sourceFailures()).isEmpty();
        List<Frame.Segment> segments = child.segments(rendition);
        assertThat(segments).hasSizeGreaterThanOrEqualTo(9);
        assertThat(segments.subList(0, 9))
                .extracting(Frame.Segment::millis)
                .allSatisfy(millis -> assertThat(millis).isBetween(1990, 2100));
        assertThat(Tongues.pitch(folder, segments.get(2).bytes())).isCloseTo(HERTZ, within(25.0));
        Transport whole = new Transport(RealChild.concatenated(segments));
        assertThat(whole.continuityErrors()).isZero();
        assertThat(new Transport(segments.get(1).bytes()).beginning()).startsWith("PAT PMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"radio.ts", "radio.mp3", "radio.m4a"})
    void isCopiedAndLoops(String name) throws IOException {
        try (RealChild child = run(name, null)) {
            assertThat(child.opened().renditions()).singleElement().satisfies(one -> {
                assertThat(one.name()).isEqualTo("source");
                assertThat(one.codecs()).startsWith("mp4a.40.");
                assertThat(one.width()).isZero();
                assertThat(one.standsAlone()).isTrue();
            });
            assertPlays(child, "source");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"station.mp3", "station.aac", "station.ts"})
    void isReadFromAStationThatGoesSilentForAWhile(String name) throws IOException {
        byte[] all = Files.readAllBytes(Tongues.sound(folder.resolve(name), HERTZ, 20));
        MoodyServer station = new MoodyServer(IntStream.range(0, 10)
                .mapToObj(i ->
                        Arrays.copyOfRange(all, all.length / 10 * i + (i == 0 ? 100 : 0), all.length / 10 * (i + 1)))
                .toList());
        try (WebServer server = new WebServer()) {
            server.on("/station", station::serve);
            Job job = Job.live(new Source(server.url("/station"), true), null);
            try (RealChild child = new RealChild(job)) {
                awaitSegments(child, 2);
                station.is(MoodyServer.Mood.DEAD);
                assertThat(child.readUntil(
                                frame -> frame instanceof Frame.OnAir on && on.source() == Frame.OnAir.SLATE))
                        .isPresent();
                awaitSegments(child, 1);
                station.is(MoodyServer.Mood.WELL);
                assertThat(child.readUntil(frame -> frame instanceof Frame.OnAir on && on.source() == 0))
                        .isPresent();
                // What was left of the slate is told after it.
                assertThat(child.readUntil(Frame.Opened.class::isInstance)).isPresent();
                awaitSegments(child, 2);

                assertThat(child.renditions()).allSatisfy(one -> {
                    assertThat(one.name()).isEqualTo("source");
                    assertThat(one.width()).isZero();
                });
                assertThat(Tongues.pitch(folder, child.segments("source").get(1).bytes()))
                        .isCloseTo(HERTZ, within(25.0));
                assertThat(Tongues.pitch(
                                folder,
                                child.streams("source").getLast().getLast().bytes()))
                        .as(child::story)
                        .isCloseTo(HERTZ, within(25.0));
            } finally {
                station.is(MoodyServer.Mood.DEAD);
            }
        }
    }

    private static void awaitSegments(RealChild child, int count) throws IOException {
        int[] left = {count};
        assertThat(child.readUntil(frame -> frame instanceof Frame.Segment && --left[0] == 0))
                .isPresent();
    }

    @Test
    void isEncodedOnceForEachBitRate() throws IOException {
        try (RealChild child = run("ladder.mp3", Ladder.SMALL)) {
            assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly("sound128", "sound96");
            assertPlays(child, "sound128");
            assertThat(child.segments("sound96")).hasSameSizeAs(child.segments("sound128"));
        }
    }
}
