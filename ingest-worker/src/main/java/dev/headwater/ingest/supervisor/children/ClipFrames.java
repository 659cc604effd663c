package dev.headwater.ingest.supervisor.children;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a child says that makes a clip: so much media and no more, as fast as it goes. */
public final class ClipFrames {
    /** Heartbeats, one a second, without anything new between them: the child has hung. */
    private static final int PATIENCE = 30;

    /** Without any frame. Longer than a channel's child may be silent: nobody starts this one again. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Takes segments as they come. */
    @FunctionalInterface
    public interface Sink {
        /** Told what the segments from now on are of. */
        default void opened(List<Rendition> renditions) throws IOException {}

        void segment(Frame.Segment segment) throws IOException;
    }

    private ClipFrames() {}

    /**
     * Reads to the end.
     *
     * @return what the child opened last
     * @throws IOException where it made less than {@code length}, with a message for an operator
     */
    public static List<Rendition> read(ChildProcess child, Duration length, Sink sink) throws IOException {
        return read(child, length, SILENCE, sink);
    }

    /** @param silence a child that says nothing for so long is killed, since nobody waits for its frames but this thread */
    public static List<Rendition> read(ChildProcess child, Duration length, Duration silence, Sink sink)
            throws IOException {
        try (HeardFrames frames = new HeardFrames(child, silence)) {
            return read(frames, length, sink);
        }
    }

    private static List<Rendition> read(HeardFrames frames, Duration length, Sink sink) throws IOException {
        List<Rendition> renditions = List.of();
        Duration made = Duration.ZERO;
        long reached = 0;
        int idle = 0;
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            switch (frame.get()) {
                case Frame.Segment segment -> {
                    sink.segment(segment);
                    made = made.plusMillis(segment.millis());
                }
                case Frame.Failure failure -> throw new IOException(failure.text());
                case Frame.Opened opened -> {
                    renditions = opened.renditions();
                    reached = 0;
                    sink.opened(renditions);
                }
                case Frame.State state -> {}
                case Frame.Still still -> {}
                case Frame.Probed probed -> {}
                case Frame.OnAir onAir -> {}
                case Frame.SourceFailed failed -> {}
                case Frame.Warning warning -> {}
                case Frame.Finished finished -> {}
                case Frame.Heartbeat heartbeat -> {
                    idle = heartbeat.mediaMillis() > reached ? 0 : idle + 1;
                    reached = heartbeat.mediaMillis();
                }
            }
            if (idle > PATIENCE) {
                throw new IOException("the child stands still");
            }
        }
        if (made.compareTo(length) < 0) {
            throw new IOException("the child ended before the clip was made");
        }
        return renditions;
    }
}
