package dev.headwater.ingest.supervisor.children;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a file before anything is made of it, in a child: whatever the file is, this process does not read it. */
public final class MediaProbe {
    private static final Logger LOG = LoggerFactory.getLogger(MediaProbe.class);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /**
     * Heartbeats, one a second. A server may be waited for twice, each time for a connection, its head and its streams, which is
     * less; a pipe that nobody writes to, or a folder whose server is gone, would be waited for for ever.
     */
    private static final int PATIENCE = 120;

    /** What was found. */
    public sealed interface Answer {}

    /**
     * A media file. Of one on a server nothing is known but that it can be had.
     *
     * @param length zero where it does not say
     * @param video codec; empty: none
     * @param audio codec; empty: none
     * @param width in pixels; 0 without video
     * @param height in pixels; 0 without video
     */
    public record Media(Duration length, String video, String audio, int width, int height) implements Answer {}

    /** A channel's source. */
    public record Found(Frame.Probed facts) implements Answer {}

    /** @param reason in an operator's words */
    public record Refused(String reason) implements Answer {}

    private final ChildLauncher launcher;

    /** @param childCommand see {@link ChildCommand} */
    public MediaProbe(List<String> childCommand) {
        this(new ProcessLauncher(childCommand));
    }

    MediaProbe(ChildLauncher launcher) {
        this.launcher = launcher;
    }

    public Answer probe(Source source) {
        return answer(new Job.Probe(source));
    }

    /** Reads a channel's source for some seconds: {@link Found}, or {@link Refused}. */
    public Answer probeSource(Source source) {
        return answer(new Job.Probe(source, true));
    }

    private Answer answer(Job.Probe job) {
        try {
            ChildProcess child = launcher.launch(job, line -> LOG.info("probe: {}", line));
            try (HeardFrames frames = new HeardFrames(child, SILENCE)) {
                return read(frames, job.channel());
            } finally {
                child.kill();
            }
        } catch (IOException e) {
            return new Refused("it can not be looked at: " + e.getMessage());
        }
    }

    private static Answer read(HeardFrames frames, boolean channel) throws IOException {
        int beats = 0;
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            switch (frame.get()) {
                case Frame.Probed found
                when channel -> {
                    return new Found(found);
                }
                case Frame.Probed found -> {
                    return new Media(
                            Duration.ofMillis(found.millis()),
                            found.video(),
                            found.audio(),
                            found.width(),
                            found.height());
                }
                case Frame.Failure failure -> {
                    return new Refused(failure.text());
                }
                case Frame.Opened opened -> {}
                case Frame.Segment segment -> {}
                case Frame.Still still -> {}
                case Frame.OnAir onAir -> {}
                case Frame.SourceFailed failed -> {}
                case Frame.Warning warning -> {}
                case Frame.State state -> {}
                case Frame.Heartbeat heartbeat -> {
                    if (++beats > PATIENCE) {
                        throw new IOException("nothing has come of it for " + PATIENCE + " s");
                    }
                }
                case Frame.Finished finished -> {}
            }
        }
        throw new IOException("the child process ended without an answer");
    }
}
