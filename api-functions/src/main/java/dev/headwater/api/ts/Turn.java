package dev.headwater.api.ts;

import java.util.concurrent.atomic.AtomicInteger;

/** What several threads ask for at once is done by the first of them, again for those who came meanwhile. None ever waits. */
final class Turn {
    private final AtomicInteger asked = new AtomicInteger();

    /** Asks; true: it is the caller's turn, who has to {@link #work}, or have another thread do so. */
    boolean isMine() {
        return asked.getAndIncrement() == 0;
    }

    void work(Runnable once) {
        int seen = 1;
        do {
            once.run();
            seen = asked.addAndGet(-seen);
        } while (seen > 0);
    }
}
