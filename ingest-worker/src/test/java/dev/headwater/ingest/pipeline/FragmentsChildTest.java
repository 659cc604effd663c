package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children that make fragments of an MP4. */
class FragmentsChildTest {
    private static final int SAMPLE_RATE = 48_000;
    private static final int TICKS = 90_000;

    @TempDir
    private static Path folder;

    private static Path pictures = Path.of("");

    @BeforeAll
    static void makePictures() throws IOException {
        pictures = Clips.make(folder.resolve("pictures.ts"), 8_000);
    }

    private static RealChild run(String source, Ladder ladder, long millis) throws IOException {
        Job.Stream job = (Job.Stream) Job.clip(new Source(source), ladder, millis);
        RealChild child = new RealChild(job.in(Container.FMP4)).readToEnd();
        assertThat(child.failures()).isEmpty();
        return child;
    }

    private static byte[] whole(List<Frame.Segment> segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(segments.getFirst().head());
        segments.forEach(segment -> all.writeBytes(segment.bytes()));
        return all.toByteArray();
    }

    /** Where its tracks begin to be decoded, in their own ticks. */
    private static List<Long> begins(Frame.Segment segment) {
        List<Long> times = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(segment.bytes());
        for (int at = 4; at + 16 < bytes.limit() && bytes.getInt(at) != tag("mdat"); at++) {
            if (bytes.getInt(at) == tag("tfdt")) {
                times.add(bytes.get(at + 4) == 1 ? bytes.getLong(at + 8) : bytes.getInt(at + 8) & 0xffffffffL);
            }
        }
        return times;
    }

    private static int tag(String type) {
        return type.charAt(0) << 24 | type.charAt(1) << 16 | type.charAt(2) << 8 | type.charAt(3);
    }

    private static void assertWhole(RealChild child, String rendition) throws IOException {
        List<Frame.Segment> segments = child.segments(rendition);
        int pictures = segments.stream().mapToInt(Frame.Segment::millis).sum() / 40;
        assertThat(pictures).isGreaterThanOrEqualTo(150);
        Path file = Files.write(folder.resolve("whole.mp4"), whole(segments));
        StrictDecoding.Counts counts = StrictDecoding.decode(file);
        assertThat(counts.pictures()).isEqualTo(pictures);
        assertThat(counts.audioFrames()).isGreaterThan(pictures);
        for (Frame.Segment segment : segments) {
            assertThat(segment.head())
                    .isNotEmpty()
                    .isEqualTo(segments.getFirst().head());
            Path alone = Files.write(folder.resolve("alone.mp4"), whole(List.of(segment)));
            assertThat(StrictDecoding.decode(alone).pictures())
                    .as("pictures of segment %d by itself", segment.index())
                    .isEqualTo(segment.millis() / 40);
        }
    }

    @Test
    void aLadderIsEncoded() throws IOException {
        try (RealChild child = run("testcard:", Ladder.TINY, 6_000)) {
            assertWhole(child, "360p");
            assertThat(child.segments("360p"))
                    .extracting(segment -> begins(segment).getFirst())
                    .containsExactly(1L * TICKS, 3L * TICKS, 5L * TICKS);
        }
    }

    /** Sound in MPEG-TS has headers of its own, and pictures have their parameter sets among them. */
    @Test
    void mpegTsIsCopied() throws IOException {
        try (RealChild child = run("file:" + pictures, null, 6_000)) {
            assertWhole(child, "source");
            for (Frame.Segment segment : child.segments("source").subList(0, 3)) {
                List<Long> begins = begins(segment);
                assertThat(begins).hasSize(2);
                double apart = begins.getFirst() / (double) TICKS - begins.getLast() / (double) SAMPLE_RATE;
                assertThat(apart).as("the sound begins where the picture does").isCloseTo(0, within(0.05));
            }
        }
    }

    @Test
    void anMp4IsCopied() throws IOException {
        Path clip = Tongues.clip(pictures, folder.resolve("one.mp4"), "", new Tongue("deu", 400));
        try (RealChild child = run("file:" + clip, null, 6_000)) {
            assertWhole(child, "source");
        }
    }

    /**
     * Players take no sound out of an fMP4 to put another in its place. The pictures are called otherwise than with their sound:
     * who had it there would not hear it any more.
     */
    @ParameterizedTest
    @ValueSource(strings = {"copied", "encoded"})
    void whereThereAreLanguagesEachSoundIsByItself(String how) throws IOException {
        boolean copied = how.equals("copied");
        Path clip = Tongues.clip(
                pictures, folder.resolve(how + ".ts"), "", new Tongue("deu", 400), new Tongue("eng", 1600));
        try (RealChild child = run("file:" + clip, copied ? null : Ladder.TINY, 6_000)) {
            String leading = copied ? "sourcev" : "360pv";
            assertThat(child.opened().renditions())
                    .extracting(Rendition::name)
                    .containsExactly(leading, "audio0", "audio1");
            assertThat(child.opened().renditions().getFirst().codecs()).doesNotContain("mp4a");
            for (int i = 0; i < 3; i++) {
                Frame.Segment picture = child.segments(leading).get(i);
                assertThat(begins(picture)).as("no sound beside the picture").hasSize(1);
                assertHeard(child.segments("audio0").get(i), 400, picture);
                assertHeard(child.segments("audio1").get(i), 1600, picture);
            }
        }
    }

    private static void assertHeard(Frame.Segment sound, int hertz, Frame.Segment picture) throws IOException {
        assertThat(Tongues.pitch(folder, whole(List.of(sound)))).isCloseTo(hertz, within(hertz * 0.05));
        assertThat(begins(sound).getFirst() / (double) SAMPLE_RATE)
                .isCloseTo(begins(picture).getFirst() / (double) TICKS, within(0.05));
    }

    /** A head tells of AC-3 what its first packet says: there is none for a segment without. */
    @ParameterizedTest
    @ValueSource(strings = {"ac3", "eac3"})
    void soundThatBeginsLaterIsSilenceUntilItDoes(String codec) throws IOException, InterruptedException {
        Path late = late(codec, "-map", "1:a", "-t", "8");
        try (RealChild child = run("file:" + late, null, 10_000)) {
            assertThat(child.sourceFailures()).isEmpty();
            String name = codec.equals("ac3") ? "ac-3" : "ec-3";
            assertThat(codecs(child, "source")).containsSubsequence("avc1," + name, "avc1,mp4a", "avc1," + name);
            assertEachStreamDecodes(child, "source");
        }
    }

    @Test
    void aSoundByItselfThatBeginsLaterIsTheMainOneUntilItDoes() throws IOException, InterruptedException {
        Path late = late("ac3", "-map", "0:a", "-map", "1:a", "-c:a:0", "aac", "-t", "8");
        try (RealChild child = run("file:" + late, null, 12_000)) {
            assertThat(child.sourceFailures()).isEmpty();
            assertThat(codecs(child, "audio0")).containsOnly("mp4a");
            assertThat(codecs(child, "audio1")).containsSubsequence("ac-3", "mp4a", "ac-3");
            for (String rendition : List.of("sourcev", "audio0", "audio1")) {
                assertThat(child.segments(rendition)).as(rendition).hasSizeGreaterThanOrEqualTo(4);
                assertThat(child.segments(rendition))
                        .as(rendition)
                        .allSatisfy(segment -> assertThat(segment.head()).isNotEmpty());
            }
        }
    }

    /** What could not be shown without its sound is shown with the main one, from its beginning. */
    @Test
    void nothingIsLostOfAChannelWhileASoundIsWaitedFor() throws IOException, InterruptedException {
        Path late = late("ac3", "-map", "0:a", "-map", "1:a", "-c:a:0", "aac", "-t", "8");
        Job.Stream job =
                new Job.Stream(List.of(new Source("file:" + late)), null, false, true, 0, 1500).in(Container.FMP4);
        try (RealChild child = new RealChild(job)) {
            assertThat(child.readUntil(frame -> child.streams("sourcev").size() == 2))
                    .isPresent();
            List<List<Frame.Segment>> streams = child.streams("sourcev");
            assertThat(codecs(child, "audio1")).startsWith("ac-3", "mp4a");
            assertThat(streams.getLast().getFirst().bytes())
                    .isEqualTo(streams.getFirst().getFirst().bytes());
        }
    }

    /** Pictures, and what is mapped: of the second input sound that begins five seconds later. */
    private static Path late(String codec, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-itsoffset", "5", "-i", pictures.toString(), "-map", "0:v"));
        all.addAll(List.of("-c:v", "copy", "-c:a", codec));
        all.addAll(List.of(options));
        byte[] clip = Clips.converted(pictures, all.toArray(String[]::new));
        return Files.write(Files.createTempFile(folder, "late", ".ts"), clip);
    }

    private static List<String> codecs(RealChild child, String rendition) {
        return child.renditions().stream()
                .filter(opened -> opened.name().equals(rendition))
                .map(opened -> opened.codecs().replaceAll("\\.[0-9a-f.]+", ""))
                .toList();
    }

    private static void assertEachStreamDecodes(RealChild child, String rendition) throws IOException {
        assertThat(child.streams(rendition)).hasSizeGreaterThanOrEqualTo(2);
        for (List<Frame.Segment> stream : child.streams(rendition)) {
            Path file = Files.write(Files.createTempFile(folder, "stream", ".mp4"), whole(stream));
            StrictDecoding.Counts counts = StrictDecoding.decode(file);
            assertThat(counts.pictures())
                    .isEqualTo(stream.stream().mapToInt(Frame.Segment::millis).sum() / 40);
            assertThat(counts.audioFrames()).isPositive();
        }
    }

    @Test
    void soundAloneIsFragments() throws IOException {
        Path tone = Tongues.sound(folder.resolve("tone.aac"), 700, 8);
        try (RealChild child = run("file:" + tone, null, 6_000)) {
            List<Frame.Segment> segments = child.segments("source");
            assertThat(segments).hasSizeGreaterThanOrEqualTo(3);
            assertThat(Tongues.pitch(folder, whole(segments))).isCloseTo(700, within(30.0));
        }
    }
}
