package dev.headwater.ingest.supervisor;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a child says that makes a clip: so much media and no more, as fast as it goes. */
final class ClipFrames {
    /** Heartbeats, one a second, without anything new between them: the child has hung. */
    private static final int PATIENCE = 30;

    /** Takes segments as they come. */
    @FunctionalInterface
    interface Sink {
        void segment(Frame.Segment segment) throws IOException;
    }

    private ClipFrames() {}

    /**
     * Reads to the end.
     *
     * @return what the child opened
     * @throws IOException where it made less than {@code length}, with a message for an operator
     */
    static List<Rendition> read(ChildProcess child, Duration length, Sink sink) throws IOException {
        FrameReader frames = new FrameReader(child.frames());
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
                case Frame.Opened opened -> renditions = opened.renditions();
                case Frame.State state -> {}
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
