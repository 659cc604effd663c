package dev.headwater.ingest.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells a child that stands still from one that works. Fed by the thread that reads frames, asked by another. */
final class Watchdog {
    private final long frameTimeout;
    private final long openTimeout;
    private final long segmentTimeout;
    private volatile long lastFrame;
    private volatile long waitingSince;
    private volatile boolean opened;

    /** @param patience how long no segment may come */
    Watchdog(IngestConfig config, Duration patience, long now) {
        this.frameTimeout = config.frameTimeout().toNanos();
        this.openTimeout = config.openTimeout().toNanos();
        this.segmentTimeout = patience.toNanos();
        this.lastFrame = now;
        this.waitingSince = now;
    }

    void frame(long now) {
        lastFrame = now;
    }

    void opened(long now) {
        opened = true;
        waitingSince = now;
    }

    void segment(long now) {
        waitingSince = now;
    }

    /** What is wrong with the child, if anything: then it is to be killed. */
    Optional<String> complaint(long now) {
        if (now - lastFrame > frameTimeout) {
            return Optional.of("the child said nothing for " + seconds(frameTimeout) + " s");
        }
        if (!opened && now - waitingSince > openTimeout) {
            return Optional.of("the source gave no picture for " + seconds(openTimeout) + " s");
        }
        if (opened && now - waitingSince > segmentTimeout) {
            return Optional.of("no segment came for " + seconds(segmentTimeout) + " s");
        }
        return Optional.empty();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
