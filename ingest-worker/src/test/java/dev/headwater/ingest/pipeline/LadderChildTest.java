package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class LadderChildTest {
    private static final Source TEST_CARD = new Source("testcard:");

    @TempDir
    private Path folder;

    @Test
    void everyRungIsCutAtTheSamePictures() throws IOException, InterruptedException {
        try (RealChild child = new RealChild(Job.clip(TEST_CARD, Ladder.SMALL, 8000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.exitCode()).isZero();
            List<Frame.Segment> top = child.segments("720p");
            List<Frame.Segment> low = child.segments("360p");

            assertThat(top).hasSize(4);
            assertThat(top).extracting(Frame.Segment::millis).containsOnly(2000);
            assertThat(low).extracting(Frame.Segment::millis).containsExactly(2000, 2000, 2000, 2000);
            for (int i = 0; i < 4; i++) {
                Transport a = new Transport(top.get(i).bytes());
                Transport b = new Transport(low.get(i).bytes());
                assertThat(a.beginning()).isEqualTo("PAT PMT key frame");
                assertThat(b.beginning()).isEqualTo("PAT PMT key frame");
                assertThat(a.pictureTimes()).hasSize(50).isEqualTo(b.pictureTimes());
            }
        }
    }

    @Test
    void whatIsOpenedIsWhatIsEncoded() throws IOException {
        try (RealChild child = new RealChild(Job.clip(TEST_CARD, Ladder.SMALL, 2000)).readToEnd()) {
            assertThat(child.opened().renditions())
                    .extracting(r -> r.name() + " " + r.width() + "x" + r.height() + " " + r.frameRate())
                    .containsExactly("720p 1280x720 25.0", "360p 640x360 25.0");
            assertThat(child.opened().renditions())
                    .allSatisfy(r -> assertThat(r.codecs()).matches("avc1\\.4d[0-9a-f]{4},mp4a\\.40\\.2"))
                    .allSatisfy(r -> assertThat(r.bandwidth()).isGreaterThan(r.averageBandwidth()));
        }
    }

    @Test
    void theSegmentsTogetherAreOneStream() throws IOException {
        try (RealChild child = new RealChild(Job.clip(TEST_CARD, Ladder.TINY, 10_000)).readToEnd()) {
            byte[] all = RealChild.concatenated(child.segments("360p"));
            Transport whole = new Transport(all);
            assertThat(whole.continuityErrors()).isZero();
            assertThat(steps(whole.pictureTimes())).containsOnly(3600L);

            Path file = Files.write(folder.resolve("all.ts"), all);
            StrictDecoding.Counts decoded = StrictDecoding.decode(file);
            assertThat(decoded.pictures()).isEqualTo(250);
            assertThat(decoded.audioFrames()).isBetween(467, 470);
        }
    }

    @Test
    void aFileIsFittedToTheLadder() throws IOException {
        Path clip = Clips.make(folder.resolve("clip.ts"), 4000);
        try (RealChild child = new RealChild(Job.clip(new Source("file:" + clip), Ladder.SMALL, 10_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.segments("720p")).hasSize(5);
            assertThat(child.segments("360p")).extracting(Frame.Segment::millis).containsOnly(2000);
            Transport whole = new Transport(RealChild.concatenated(child.segments("720p")));
            assertThat(steps(whole.pictureTimes())).containsOnly(3600L);
            Path file = Files.write(folder.resolve("all.ts"), RealChild.concatenated(child.segments("360p")));
            assertThat(StrictDecoding.decode(file).pictures()).isEqualTo(250);
        }
    }

    public static List<Long> steps(List<Long> times) {
        return java.util.stream.IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i) - times.get(i - 1))
                .toList();
    }
}
