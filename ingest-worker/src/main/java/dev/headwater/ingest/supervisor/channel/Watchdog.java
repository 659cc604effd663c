package dev.headwater.ingest.supervisor.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells a child that stands still from one that works. Fed by the thread that reads frames, asked by another.
 *
 * <p>One that is late and goes on is left alone for long: where the machine is too slow, to begin anew makes it slower.
 */
final class Watchdog {
    /** How many times as long as one that stands still. */
    private static final int LATE = 6;

    private final boolean waits;
    private final long frameTimeout;
    private final long openTimeout;
    private final long segmentTimeout;
    private volatile long lastFrame;
    private volatile long waitingSince;
    private volatile long lastMove;
    private volatile long media;
    private volatile boolean opened;

    /**
     * A watch over a child that begins now.
     *
     * @param waits whether it may wait for ever until somebody sends
     * @param patience how long it may stand still without a segment, once something was opened
     */
    Watchdog(IngestConfig config, boolean waits, Duration patience, long now) {
        this.waits = waits;
        this.frameTimeout = config.frameTimeout().toNanos();
        this.openTimeout = config.openTimeout().toNanos();
        this.segmentTimeout = patience.toNanos();
        this.lastFrame = now;
        this.waitingSince = now;
        this.lastMove = now;
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

    /** @param millis how much media the child has made so far, in segments or not */
    void made(long millis, long now) {
        if (millis != media) {
            media = millis;
            lastMove = now;
        }
    }

    /** Whether a segment is overdue, of a child that is not complained of. */
    boolean isLate(long now) {
        return opened && now - waitingSince > segmentTimeout;
    }

    /** What is wrong with the child, if anything: then it is to be killed. */
    Optional<String> complaint(long now) {
        if (now - lastFrame > frameTimeout) {
            return Optional.of("the child said nothing for " + seconds(frameTimeout) + " s");
        }
        if (!opened && !waits && now - waitingSince > openTimeout) {
            return Optional.of("the source gave no picture for " + seconds(openTimeout) + " s");
        }
        boolean stands = now - lastMove > segmentTimeout;
        if (isLate(now) && (stands || now - waitingSince > LATE * segmentTimeout)) {
            return Optional.of(
                    "no segment came for " + seconds(stands ? segmentTimeout : LATE * segmentTimeout) + " s");
        }
        return Optional.empty();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
