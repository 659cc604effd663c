package dev.headwater.ingest.supervisor.channel;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes and no more, for all channels of a worker together. */
public final class ByteBudget {
    private final AtomicLong left;

    public ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** False: there is not so much left, and nothing was taken. */
    boolean take(long bytes) {
        return left.getAndUpdate(l -> l >= bytes ? l - bytes : l) >= bytes;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
