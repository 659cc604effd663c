package dev.headwater.ingest.supervisor.children;

import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The frames of a child that is killed where it keeps its reader waiting: nobody else watches it. */
public final class HeardFrames implements AutoCloseable {
    private final FrameReader frames;
    private final ChildProcess child;
    private final Duration silence;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("child-silence").factory());

    /** @param silence how long it may say nothing while it is listened to */
    public HeardFrames(ChildProcess child, Duration silence) {
        this.frames = new FrameReader(child.frames());
        this.child = child;
        this.silence = silence;
    }

    /** As {@link FrameReader#next()}. */
    public Optional<Frame> next() throws IOException {
        AtomicBoolean silent = new AtomicBoolean();
        Future<?> end = timer.schedule(
                () -> {
                    silent.set(true);
                    child.kill();
                },
                silence.toNanos(),
                TimeUnit.NANOSECONDS);
        Optional<Frame> frame = Optional.empty();
        try {
            frame = frames.next();
        } catch (IOException e) {
            if (!silent.get()) {
                throw e;
            }
        } finally {
            end.cancel(false);
        }
        if (frame.isEmpty() && silent.get()) {
            throw new IOException("the child said nothing for " + Math.max(1, silence.toSeconds()) + " s");
        }
        return frame;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
