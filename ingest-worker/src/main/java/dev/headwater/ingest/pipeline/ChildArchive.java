package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import dev.headwater.ingest.pipeline.encode.H264Encoders;
import dev.headwater.ingest.pipeline.source.Devices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does in one process what children do, encode and copy, so that a JVM that is told to ({@code -XX:ArchiveClassesAtExit})
 * writes down the classes that takes. Part of the build; where it can not be done, children start without.
 */
public final class ChildArchive {
    private static final long MILLIS = 1000;

    private ChildArchive() {}

    public static void main(String[] args) {
        av_log_set_level(AV_LOG_ERROR);
        try {
            Path clip = Files.createTempFile("headwater", ".ts");
            try {
                try (OutputStream out = Files.newOutputStream(clip)) {
                    copySegments(run(args, new Source("testcard:"), Ladder.TINY), out);
                }
                run(args, new Source("file:" + clip), null);
            } finally {
                Files.delete(clip);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("children will start without an archive of their classes: " + e);
        }
    }

    private static byte[] run(String[] args, Source source, @Nullable Ladder ladder) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        FrameReport report = new FrameReport(new FrameWriter(frames));
        Job job = JobJson.read(JobJson.write(Job.clip(source, ladder, MILLIS)));
        ChildMain.run(job, H264Encoders.of(args), Devices.of(args), report, InstantSource.system());
        return frames.toByteArray();
    }

    private static void copySegments(byte[] frames, OutputStream out) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(frames));
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            if (frame.get() instanceof Frame.Segment segment) {
                out.write(segment.bytes());
            }
        }
    }
}
