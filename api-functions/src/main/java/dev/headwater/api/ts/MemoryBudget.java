package dev.headwater.api.ts;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes all rings hold together. Rings shrink when it is exceeded, each at its next segment. */
final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    void add(long bytes) {
        used.addAndGet(bytes);
    }

    boolean isExceeded() {
        return used.get() > limit;
    }

    long used() {
        return used.get();
    }
}
