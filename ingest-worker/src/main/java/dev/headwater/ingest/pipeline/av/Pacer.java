package dev.headwater.ingest.pipeline.av;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds media back to the speed it plays at, by the monotonic clock. */
public final class Pacer {
    /** A source's clock runs at most this much faster than ours: what it is ahead by is not piled up for ever. */
    private static final long DRIFT = 1000;

    private final boolean paced;
    private final long lead;
    private final long lost;
    private final boolean drifts;
    private long origin;
    private boolean started;

    private Pacer(boolean paced, Duration lead, Duration lost, boolean drifts) {
        this.paced = paced;
        this.lead = lead.toNanos();
        this.lost = lost.toNanos();
        this.drifts = drifts;
    }

    public static Pacer unpaced() {
        return new Pacer(false, Duration.ZERO, Duration.ZERO, false);
    }

    /** What we make or have: on time. More than 5 s behind it is not caught up with: the machine slept, or is too slow. */
    public static Pacer asItPlays() {
        return new Pacer(true, Duration.ZERO, Duration.ofSeconds(5), false);
    }

    /** What comes in bursts, a playlist's segments: smoothed, and once late, late from then on rather than in bursts again. */
    public static Pacer ofBursts() {
        return new Pacer(true, Duration.ofSeconds(4), Duration.ofSeconds(1), false);
    }

    /**
     * What comes at its own pace: as it comes, unless it is a recording that comes as fast as the network goes, or a server
     * that begins with a burst. Ahead by no more than the segments that may wait for the store.
     */
    public static Pacer ofLive() {
        return new Pacer(true, Duration.ofSeconds(4), Duration.ofSeconds(5), true);
    }

    /** How far what is read may be ahead of the clock, in ns: as long as that, what comes may pause. */
    public long lead() {
        return drifts ? 0 : lead;
    }

    /** Waits until so much media may have been made, or the thread is interrupted. */
    public void await(long mediaNanos) {
        if (!paced) {
            return;
        }
        long now = System.nanoTime();
        if (!started || origin + mediaNanos + lost - now < 0) {
            origin = now - mediaNanos + (started && !drifts ? lead : 0);
            started = true;
        }
        long left = due(mediaNanos) - now;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = due(mediaNanos) - System.nanoTime();
        }
    }

    private long due(long mediaNanos) {
        return origin + mediaNanos - lead - (drifts ? mediaNanos / DRIFT : 0);
    }
}
