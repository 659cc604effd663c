package dev.headwater.ingest.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds media back to the speed it plays at, by the monotonic clock. */
final class Pacer {
    /** Further behind than this it is not caught up with: the machine slept, or is too slow. */
    private static final long LOST = TimeUnit.SECONDS.toNanos(5);

    private final boolean paced;
    private long origin;
    private boolean started;

    Pacer(boolean paced) {
        this.paced = paced;
    }

    /** Waits until so much media may have been made. */
    void await(long mediaNanos) {
        if (!paced) {
            return;
        }
        long now = System.nanoTime();
        if (!started || now - origin - mediaNanos > LOST) {
            origin = now - mediaNanos;
            started = true;
        }
        for (long left = origin + mediaNanos - now; left > 0; left = origin + mediaNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
