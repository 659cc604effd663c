package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel in two languages whose backup has one: what can be chosen stays what it was. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class LanguageFailoverChildTest {
    private static final int GERMAN = 400;
    private static final int ENGLISH = 1600;
    private static final int POLISH = 800;
    private static final int PIECES = 5;

    @TempDir
    private static Path folder;

    private static List<byte[]> two = List.of();
    private static List<byte[]> one = List.of();

    private final WebServer server = new WebServer();
    private final MoodyServer first = new MoodyServer(two);
    private final MoodyServer second = new MoodyServer(one);

    @BeforeAll
    static void makeClips() throws IOException {
        Path pictures = Clips.make(folder.resolve("pictures.ts"), PIECES * 2000L);
        two = pieces(Tongues.clip(
                pictures, folder.resolve("two.ts"), "", new Tongue("deu", GERMAN), new Tongue("eng", ENGLISH)));
        one = pieces(Tongues.clip(pictures, folder.resolve("one.ts"), "", new Tongue("pol", POLISH)));
    }

    /** As many as there are times two seconds. */
    private static List<byte[]> pieces(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return IntStream.range(0, PIECES)
                .mapToObj(i -> Arrays.copyOfRange(
                        all, (int) ((long) all.length * i / PIECES), (int) ((long) all.length * (i + 1) / PIECES)))
                .toList();
    }

    @AfterEach
    void close() {
        first.is(MoodyServer.Mood.DEAD);
        second.is(MoodyServer.Mood.DEAD);
        server.close();
    }

    private RealChild child(@Nullable Ladder ladder) throws IOException {
        return child(ladder, Container.MPEG_TS);
    }

    private RealChild child(@Nullable Ladder ladder, Container container) throws IOException {
        server.on("/first", first::serve);
        server.on("/second", second::serve);
        List<Source> sources = List.of(new Source(server.url("/first"), true), new Source(server.url("/second"), true));
        return new RealChild(new Job.Stream(sources, ladder, false, true, 0, 1000).in(container));
    }

    private static void awaitLanguages(RealChild child, int count) throws IOException {
        int[] left = {count};
        assertThat(child.readUntil(frame -> frame instanceof Frame.Segment segment
                        && segment.rendition().equals("audio1")
                        && --left[0] == 0))
                .isPresent();
    }

    private static void awaitOnAir(RealChild child, int source) throws IOException {
        assertThat(child.readUntil(frame -> frame instanceof Frame.OnAir on && on.source() == source))
                .isPresent();
    }

    private void throughAll(RealChild child) throws IOException {
        awaitLanguages(child, 2);
        first.is(MoodyServer.Mood.DEAD);
        awaitOnAir(child, 1);
        awaitLanguages(child, 3);
        second.is(MoodyServer.Mood.DEAD);
        awaitOnAir(child, Frame.OnAir.SLATE);
        awaitLanguages(child, 2);
        first.is(MoodyServer.Mood.WELL);
        awaitOnAir(child, 0);
        awaitLanguages(child, 3);
    }

    private static double pitch(List<Frame.Segment> stream, int n) throws IOException {
        return Tongues.pitch(folder, stream.get(n).bytes());
    }

    /** The last that is so long: what begins or ends a stream may be cut. */
    private static List<Frame.Segment> last(List<List<Frame.Segment>> streams, int segments) {
        return streams.reversed().stream()
                .filter(stream -> stream.size() >= segments)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Of one who chose English nothing else is heard. There may be holes: what is made behind a slate is a second late, and for
     * a moment each picture that is late as well is shown twice, with so much silence; a tone that begins or ends sounds like
     * none for up to two windows. A whole segment's pitch tells no hole from another language.
     */
    private static void assertNothingButEnglish(Frame.Segment segment) throws IOException {
        List<Double> pitches = Tongues.pitches(folder, segment.bytes());
        int english = 0;
        int others = 0;
        int longest = 0;
        for (double pitch : pitches) {
            boolean isEnglish = Math.abs(pitch - ENGLISH) < 200;
            english += isEnglish ? 1 : 0;
            others = isEnglish || pitch == 0 ? 0 : others + 1;
            longest = Math.max(longest, others);
        }
        assertThat(english).as("#%d: %s", segment.index(), pitches).isGreaterThan(pitches.size() / 2);
        assertThat(longest).as("#%d: %s", segment.index(), pitches).isLessThanOrEqualTo(2);
    }

    @Test
    void copiedItIsTheBackupsOwnSoundInEveryLanguageAndSilenceOnTheSlate() throws IOException {
        try (RealChild child = child(null)) {
            throughAll(child);
            assertThat(child.openings())
                    .allSatisfy(opened -> assertThat(opened.renditions())
                            .extracting(Rendition::name)
                            .containsExactly("source", "audio1"));
            assertThat(child.streams("audio1")).hasSizeGreaterThanOrEqualTo(4);
            List<List<Frame.Segment>> english = child.streamsOf(0, "audio1");
            assertThat(pitch(english.getFirst(), 0)).isCloseTo(ENGLISH, within(80.0));
            assertThat(pitch(last(child.streamsOf(1, "audio1"), 2), 1)).isCloseTo(POLISH, within(40.0));
            assertThat(pitch(last(child.streamsOf(Frame.OnAir.SLATE, "audio1"), 1), 0))
                    .isLessThan(100);
            List<Frame.Segment> back = last(english, 2);
            assertThat(back).isNotSameAs(english.getFirst());
            assertThat(pitch(back, 1)).isCloseTo(ENGLISH, within(80.0));
            assertThat(pitch(last(child.streamsOf(0, "source"), 2), 1)).isCloseTo(GERMAN, within(20.0));
        }
    }

    /** Players that hold a playlist of pictures with their sound find no other under its name. */
    @ParameterizedTest
    @ValueSource(strings = {"source", "360p"})
    void asFragmentsPicturesAreCalledOtherwiseOnceTheirSoundIsByItself(String name) throws IOException {
        first.is(MoodyServer.Mood.DEAD);
        try (RealChild child = child(name.equals("source") ? null : Ladder.TINY, Container.FMP4)) {
            assertThat(child.readUntil(frame -> frame instanceof Frame.Segment)).isPresent();
            first.is(MoodyServer.Mood.WELL);
            awaitLanguages(child, 1);
            assertThat(child.openings().getFirst().renditions())
                    .singleElement()
                    .satisfies(one -> assertThat(one.name()).isEqualTo(name))
                    .satisfies(one -> assertThat(one.codecs()).contains("mp4a"));
            assertThat(child.openings().getLast().renditions())
                    .extracting(Rendition::name)
                    .containsExactly(name + "v", Rendition.MAIN_SOUND, "audio1");
        }
    }

    @Test
    void encodedThereIsNoSeam() throws IOException {
        try (RealChild child = child(Ladder.TINY)) {
            throughAll(child);
            assertThat(child.openings()).hasSize(1);
            List<Frame.Segment> sound = child.segments("audio1");
            assertThat(new Transport(RealChild.concatenated(sound)).continuityErrors())
                    .isZero();
            assertNothingButEnglish(sound.getFirst());
            // Of the three since it returned one may have ended before, and in the next lies the change.
            assertNothingButEnglish(sound.getLast());
            assertThat(child.segments("360p"))
                    .extracting(Frame.Segment::millis)
                    .startsWith(sound.stream().map(Frame.Segment::millis).toArray(Integer[]::new));
        }
    }
}
