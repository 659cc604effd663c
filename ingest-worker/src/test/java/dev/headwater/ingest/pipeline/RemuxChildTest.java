package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemuxChildTest {
    @TempDir
    private Path folder;

    private static Job copy(Path file, long millis) {
        return Job.clip(new Source("file:" + file), null, millis);
    }

    @Test
    void aShortFileLoopsAsIfItWentOn() throws IOException, InterruptedException {
        Path clip = Clips.make(folder.resolve("clip.ts"), 5000);
        try (RealChild child = new RealChild(copy(clip, 21_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.exitCode()).isZero();
            List<Frame.Segment> segments = child.segments("source");
            assertThat(segments)
                    .allSatisfy(segment -> assertThat(new Transport(segment.bytes()).beginning())
                            .isEqualTo("PAT PMT key frame"));
            // Key frames at 0, 2 and 4 s of 5: past the loop the next is 1 s away, so a segment takes in both.
            assertThat(segments.subList(0, 6))
                    .extracting(Frame.Segment::millis)
                    .containsExactly(2000, 2000, 3000, 2000, 3000, 2000);

            Transport whole = new Transport(RealChild.concatenated(segments));
            assertThat(whole.continuityErrors()).isZero();
            assertThat(LadderChildTest.steps(whole.pictureTimes())).containsOnly(3600L);
            assertThat(LadderChildTest.steps(whole.audioTimes())).allMatch(step -> step > 0 && step < 20_000);

            Path file = Files.write(folder.resolve("all.ts"), RealChild.concatenated(segments));
            StrictDecoding.Counts decoded = StrictDecoding.decode(file);
            assertThat(decoded.pictures()).isGreaterThanOrEqualTo(525);
            assertThat(decoded.audioFrames()).isBetween(980, 990);
        }
    }

    private static void make(String picture, int seconds, String sound, Path file)
            throws IOException, InterruptedException {
        String[] command = {
            Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
            "-nostdin",
            "-loglevel",
            "error",
            "-f",
            "lavfi",
            "-i",
            picture,
            "-f",
            "lavfi",
            "-i",
            "sine=sample_rate=48000:duration=6",
            "-c:v",
            "libopenh264",
            "-g",
            "30",
            "-c:a",
            sound,
            "-output_ts_offset",
            Integer.toString(seconds),
            file.toString()
        };
        Process made = new ProcessBuilder(command).inheritIO().start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
    }

    /** As an encoder does that connects again with another canvas. */
    @Test
    void picturesOfAnotherSizeBeginAStreamOfTheirOwnInFlvToo() throws IOException, InterruptedException {
        Path large = folder.resolve("large.flv");
        Path small = folder.resolve("small.flv");
        make("testsrc=size=640x360:rate=25:duration=6", 0, "aac", large);
        make("testsrc=size=320x180:rate=25:duration=6", 6, "aac", small);
        byte[] more = Files.readAllBytes(small);
        int header = 13;
        Files.write(large, Arrays.copyOfRange(more, header, more.length), StandardOpenOption.APPEND);
        try (RealChild child = new RealChild(copy(large, 10_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.renditions()).extracting(Rendition::width).containsExactly(640, 320);
            assertThat(child.streams("source")).hasSize(2);
            for (List<Frame.Segment> stream : child.streams("source")) {
                Path part = Files.write(folder.resolve("part.ts"), RealChild.concatenated(stream));
                assertThat(StrictDecoding.decode(part).pictures()).isGreaterThan(70);
            }
        }
    }

    @Test
    void soundStaysWithThePictureWhateverTheFileCountsIn() throws IOException, InterruptedException {
        Path file = folder.resolve("ntsc.avi"); // which counts in 1001/30000 s
        make("testsrc=size=320x180:rate=30000/1001:duration=6", 0, "ac3", file);
        try (RealChild child = new RealChild(copy(file, 3000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            Transport whole = new Transport(RealChild.concatenated(child.segments("source")));
            long apart = whole.pictureTimes().getFirst() - whole.audioTimes().getFirst();
            assertThat(Math.abs(apart) / 90.0).as("ms").isLessThan(10);
        }
    }

    @Test
    void whatIsCopiedIsDeclaredFromItsOwnHeaders() throws IOException {
        Path clip = Clips.make(folder.resolve("clip.ts"), 2000);
        try (RealChild child = new RealChild(copy(clip, 2000)).readToEnd()) {
            assertThat(child.opened().renditions()).singleElement().satisfies(rendition -> {
                assertThat(rendition.name()).isEqualTo("source");
                assertThat(rendition.codecs()).matches("avc1\\.4d[0-9a-f]{4},mp4a\\.40\\.2");
                assertThat(rendition.width()).isEqualTo(640);
                assertThat(rendition.frameRate()).isEqualTo(25);
            });
        }
    }

    @Test
    void aFileThatIsNoMediaIsAFailure() throws IOException, InterruptedException {
        byte[] garbage = new byte[100_000];
        new Random(3).nextBytes(garbage);
        Path file = Files.write(folder.resolve("garbage.ts"), garbage);
        try (RealChild child = new RealChild(copy(file, 0)).readToEnd()) {
            assertThat(child.failures()).singleElement().asString().contains("garbage.ts");
            assertThat(child.exitCode()).isEqualTo(ChildMain.FAILED);
        }
    }

    @Test
    void aPlaylistPlaysNoOtherFileOfTheMachine() throws IOException, InterruptedException {
        Path clip = Clips.make(folder.resolve("secret.ts"), 2000);
        Path list = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + clip + "\n#EXT-X-ENDLIST\n");
        try (RealChild child = new RealChild(copy(list, 2000)).readToEnd()) {
            assertThat(child.segments("source")).isEmpty();
            assertThat(child.failures()).singleElement().asString().contains("list.m3u8");
            assertThat(child.exitCode()).isEqualTo(ChildMain.FAILED);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException, InterruptedException {
        try (RealChild child = new RealChild(copy(folder.resolve("none.ts"), 0)).readToEnd()) {
            assertThat(child.failures())
                    .singleElement()
                    .asString()
                    .contains("none.ts")
                    .contains("No such file or directory");
            assertThat(child.exitCode()).isEqualTo(ChildMain.FAILED);
        }
    }

    @Test
    void aTestCardCanNotBeCopied() throws IOException, InterruptedException {
        try (RealChild child = new RealChild(Job.live(new Source("testcard:"), null)).readToEnd()) {
            assertThat(child.failures()).singleElement().asString().contains("ladder");
            assertThat(child.exitCode()).isEqualTo(ChildMain.FAILED);
        }
    }

    @Test
    void theEndOfStdinIsTheEndOfTheChild() throws IOException, InterruptedException {
        try (RealChild child =
                new RealChild(Job.live(new Source("file:" + Clips.make(folder.resolve("clip.ts"), 2000)), null))) {
            assertThat(child.readUntil(frame -> frame instanceof Frame.Opened)).isPresent();
            child.closeStdin();
            child.readToEnd();
            assertThat(child.exitCode()).isZero();
        }
    }
}
