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

/** Files for tests, made by a child. */
final class Clips {
    private Clips() {}

    static Path make(Path target, long millis) throws IOException {
        return Files.write(target, RealChild.concatenated(segments(millis)));
    }

    /** One stream in pieces of two seconds. */
    static List<Frame.Segment> segments(long millis) throws IOException {
        Job job = Job.clip(new Source("testcard:gradients"), Ladder.TINY, millis);
        try (RealChild child = new RealChild(job).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            return child.segments("360p");
        }
    }
}
