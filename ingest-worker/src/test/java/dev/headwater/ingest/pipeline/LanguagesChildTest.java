package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.source.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source has beside its first sound is made as well. */
class LanguagesChildTest {
    private static final Tongue GERMAN = new Tongue("deu", 400);
    private static final Tongue ENGLISH = new Tongue("eng", 1600);
    private static final String SAID = """
            1
            00:00:00,500 --> 00:00:01,500
            Hello & <i>welcome</i>

            2
            00:00:03,000 --> 00:00:05,000
            A line,
            and another
            """;

    @TempDir
    private static Path folder;

    private static Path pictures = Path.of("");

    @BeforeAll
    static void makePictures() throws IOException {
        pictures = Clips.make(folder.resolve("pictures.ts"), 8_000);
    }

    private static RealChild run(Path clip, Ladder ladder, long millis) throws IOException {
        return new RealChild(Job.clip(new Source("file:" + clip), ladder, millis)).readToEnd();
    }

    private static Path clip(String name, String text, Tongue... tongues) throws IOException {
        return Tongues.clip(pictures, folder.resolve(name), text, tongues);
    }

    private static List<Integer> lengths(RealChild child, String rendition) {
        return child.segments(rendition).stream().map(Frame.Segment::millis).toList();
    }

    private static void assertHeard(RealChild child, String rendition, Tongue tongue) throws IOException {
        for (Frame.Segment segment : child.segments(rendition).subList(0, 3)) { // the last may be hardly any
            assertThat(Tongues.pitch(folder, segment.bytes()))
                    .as("%s #%d", rendition, segment.index())
                    .isCloseTo(tongue.hertz(), within(tongue.hertz() * 0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two.ts", "two.mp4"})
    void aSecondLanguageIsCopiedInStep(String name) throws IOException {
        try (RealChild child = run(clip(name, "", GERMAN, ENGLISH), null, 6000)) {
            assertThat(child.failures()).isEmpty();
            assertTwoLanguages(child, "source");
        }
    }

    @Test
    void aSecondLanguageIsEncodedInStep() throws IOException {
        try (RealChild child = run(clip("ladder.ts", "", GERMAN, ENGLISH), Ladder.TINY, 6000)) {
            assertThat(child.failures()).isEmpty();
            assertTwoLanguages(child, "360p");
        }
    }

    private static void assertTwoLanguages(RealChild child, String picture) throws IOException {
        assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly(picture, "audio1");
        assertThat(child.opened().renditions())
                .extracting(Rendition::track)
                .containsExactly(
                        new Track(Track.Kind.VIDEO, "de", null, true), new Track(Track.Kind.AUDIO, "en", null, false));
        assertThat(child.opened().renditions().getLast().codecs()).isEqualTo("mp4a.40.2");
        assertThat(lengths(child, "audio1")).isEqualTo(lengths(child, picture)).hasSizeGreaterThanOrEqualTo(3);
        assertHeard(child, picture, GERMAN);
        assertHeard(child, "audio1", ENGLISH);
        for (int i = 0; i < 3; i++) {
            Transport video = new Transport(child.segments(picture).get(i).bytes());
            Transport sound = new Transport(child.segments("audio1").get(i).bytes());
            long first = sound.pictureTimes().getFirst(); // of the first stream, which is sound here
            assertThat(first - video.pictureTimes().getFirst()).isBetween(0L, 2 * 1920L);
        }
        Transport whole = new Transport(RealChild.concatenated(child.segments("audio1")));
        assertThat(whole.continuityErrors()).isZero();
    }

    @Test
    void oneLanguageLeavesNothingToChoose() throws IOException {
        try (RealChild child = run(clip("one.ts", "", GERMAN), null, 4000)) {
            assertThat(child.opened().renditions()).singleElement().satisfies(one -> {
                assertThat(one.name()).isEqualTo("source");
                assertThat(one.track()).isNull();
            });
        }
    }

    @Test
    void thereIsALimit() throws IOException {
        Tongue[] ten = new Tongue[10];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = new Tongue("q" + (char) ('a' + i) + "a", 300 + 100 * i);
        }
        try (RealChild child = run(clip("ten.ts", "", ten), null, 2000)) {
            assertThat(child.opened().renditions()).hasSize(Streams.MAX_SOUNDS);
            assertThat(child.states()).anyMatch(text -> text.contains("10 sounds, of which 8 are taken"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.mp4", "text.mkv"})
    void subtitlesAreWrittenInStep(String name) throws IOException {
        try (RealChild child = run(clip(name, SAID, GERMAN), null, 6000)) {
            assertThat(child.failures()).isEmpty();
            assertSubtitles(child, "source");
        }
    }

    @Test
    void subtitlesOfALadderAreWrittenInStep() throws IOException {
        try (RealChild child = run(clip("text-ladder.mkv", SAID, GERMAN), Ladder.TINY, 6000)) {
            assertThat(child.failures()).isEmpty();
            assertSubtitles(child, "360p");
        }
    }

    private static void assertSubtitles(RealChild child, String picture) {
        assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly(picture, "text1");
        assertThat(child.opened().renditions().getLast().track())
                .satisfies(track -> assertThat(track.language()).isEqualTo("en"));
        assertThat(lengths(child, "text1")).isEqualTo(lengths(child, picture));
        List<String> texts = child.segments("text1").stream()
                .map(segment -> new String(segment.bytes(), StandardCharsets.UTF_8))
                .toList();
        // Shown a second later than in the file, as the pictures are.
        assertThat(texts.get(0)).contains("00:00:01.500 --> 00:00:02.500\nHello &amp; welcome\n");
        assertThat(texts.get(1)).contains("00:00:04.000 --> 00:00:06.000\nA line,\nand another\n");
        assertThat(texts.get(2)).contains("A line");
        assertThat(texts.getFirst()).doesNotContain("A line");
        long map = Long.parseLong(texts.getFirst().replaceAll("(?s).*MPEGTS:(\\d+),.*", "$1"));
        long first = new Transport(child.segments(picture).getFirst().bytes())
                .pictureTimes()
                .getFirst();
        assertThat(map).isEqualTo(first - Av.TICKS_PER_SECOND);
    }
}
