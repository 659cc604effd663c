package dev.headwater.api.ts;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes all rings hold together, with the segments that are being read. Never more than the limit. */
final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or none: false where there is no room for them. */
    boolean take(long bytes) {
        long before = used.getAndUpdate(now -> fits(now, bytes) ? now + bytes : now);
        return fits(before, bytes);
    }

    boolean hasRoom(long bytes) {
        return fits(used.get(), bytes);
    }

    private boolean fits(long now, long bytes) {
        return bytes <= limit - now;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long limit() {
        return limit;
    }

    long used() {
        return used.get();
    }
}
