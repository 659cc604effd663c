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

    /** Players take no sound out of an fMP4 to put another in its place. */
    @ParameterizedTest
    @ValueSource(strings = {"copied", "encoded"})
    void whereThereAreLanguagesEachSoundIsByItself(String how) throws IOException {
        boolean copied = how.equals("copied");
        Path clip = Tongues.clip(
                pictures, folder.resolve(how + ".ts"), "", new Tongue("deu", 400), new Tongue("eng", 1600));
        try (RealChild child = run("file:" + clip, copied ? null : Ladder.TINY, 6_000)) {
            String leading = copied ? "source" : "360p";
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
