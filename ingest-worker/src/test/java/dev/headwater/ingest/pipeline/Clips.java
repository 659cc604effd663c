package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** Files for tests, made by a child. */
public final class Clips {
    private Clips() {}

    public static Path make(Path target, long millis) throws IOException {
        return Files.write(target, RealChild.concatenated(segments(millis)));
    }

    /** MPEG-TS that the ffmpeg program makes of a file. */
    static byte[] converted(Path from, String... options) throws IOException {
        Path target = Files.createTempFile(from.toAbsolutePath().getParent(), "converted", ".ts");
        List<String> all = new ArrayList<>(List.of("-i", from.toString()));
        all.addAll(List.of(options));
        all.addAll(List.of("-f", "mpegts"));
        return Files.readAllBytes(ffmpeg(target, all.toArray(String[]::new)));
    }

    /** What the ffmpeg program makes. */
    public static Path ffmpeg(Path target, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
        command.addAll(List.of("-nostdin", "-loglevel", "error", "-y"));
        command.addAll(List.of(options));
        command.add(target.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", command).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertThat(process.exitValue()).as("%s", command).isZero();
        return target;
    }

    /** One stream in pieces of two seconds. */
    public static List<Frame.Segment> segments(long millis) throws IOException {
        Job job = Job.clip(new Source("testcard:gradients"), Ladder.TINY, millis);
        try (RealChild child = new RealChild(job).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            return child.segments("360p");
        }
    }
}
