package dev.headwater.ingest.supervisor.children;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much of what a child says goes into the log: fifty lines a minute, however long it lives. Of one thread. */
final class LineBudget {
    static final int LINES = 50;
    private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private long since;
    private int count;

    LineBudget(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** Whether there is room for one more. */
    boolean allows() {
        long now = nanos.getAsLong();
        if (now - since >= PERIOD) {
            since = now;
            count = 0;
        }
        return count++ < LINES;
    }
}
