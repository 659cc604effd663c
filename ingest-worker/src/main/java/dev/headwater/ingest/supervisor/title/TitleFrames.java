package dev.headwater.ingest.supervisor.title;

import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.HeardFrames;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a child says that works on a title, until it ends. */
final class TitleFrames {
    private static final Logger LOG = LoggerFactory.getLogger(TitleFrames.class);

    /** Heartbeats, one a second, without anything new between them. */
    private static final int PATIENCE = 600;

    /** Takes what is of interest to whoever wanted the child: its facts, its segments, how far it is. */
    @FunctionalInterface
    interface Taker {
        void take(Frame frame) throws IOException, TitleFailure, InterruptedException;
    }

    private final int content;
    private final Taker taker;
    private long reached = -1;
    private int idle;
    private boolean finished;

    TitleFrames(int content, Taker taker) {
        this.content = content;
        this.taker = taker;
    }

    /** @throws TitleFailure where it gave up, and why, or was lost before it was done */
    void read(HeardFrames frames) throws TitleFailure, InterruptedException {
        try {
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                take(frame.get());
            }
        } catch (IOException e) {
            throw TitleFailure.ofChild(String.valueOf(e.getMessage()));
        }
        if (!finished) {
            throw TitleFailure.ofChild("the child process ended before the title was made");
        }
    }

    private void take(Frame frame) throws IOException, TitleFailure, InterruptedException {
        switch (frame) {
            case Frame.State state -> LOG.info("title {}: {}", content, state.text());
            case Frame.Failure failure -> throw new TitleFailure(failure.text());
            case Frame.Finished end -> finished = true;
            case Frame.Heartbeat heartbeat -> {
                watch(heartbeat.mediaMillis());
                taker.take(heartbeat);
            }
            default -> taker.take(frame);
        }
    }

    private void watch(long mediaMillis) throws IOException {
        idle = mediaMillis == reached ? idle + 1 : 0;
        reached = mediaMillis;
        if (idle > PATIENCE) {
            throw new IOException("the child stands still");
        }
    }
}
