package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel shows operators what it shows. */
class StillChildTest {
    @TempDir
    private Path folder;

    private static void assertStill(Job job) throws IOException {
        try (RealChild child = new RealChild(job)) {
            Frame frame = child.readUntil(Frame.Still.class::isInstance).orElseThrow();
            var picture = ImageIO.read(new ByteArrayInputStream(((Frame.Still) frame).jpeg()));
            assertThat(picture.getWidth()).isEqualTo(320);
            assertThat(picture.getHeight()).isEqualTo(180);
            assertThat(picture.getRGB(10, 10)).isNotEqualTo(picture.getRGB(300, 170)); // it is no blank
        }
    }

    @Test
    void ofACopiedChannelOneKeyFrameIsDecoded() throws IOException {
        Path clip = Clips.make(folder.resolve("clip.ts"), 4000);
        assertStill(Job.live(new Source("file:" + clip), null));
    }

    @Test
    void ofALadderAPictureIsTaken() throws IOException {
        assertStill(Job.live(new Source("testcard:gradients"), Ladder.TINY));
    }

    @Test
    void ofAClipThereIsNone() throws IOException {
        try (RealChild child = new RealChild(Job.clip(new Source("testcard:"), Ladder.TINY, 2000)).readToEnd()) {
            assertThat(child.stills()).isZero();
        }
    }
}
