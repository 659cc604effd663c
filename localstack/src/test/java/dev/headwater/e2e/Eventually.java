package dev.headwater.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, but not for ever. */
final class Eventually {
    private static final Duration POLL = Duration.ofMillis(50);
    private final Duration limit;

    private Eventually(Duration limit) {
        this.limit = limit;
    }

    static Eventually within(Duration limit) {
        return new Eventually(limit);
    }

    static Eventually withinSeconds(int seconds) {
        return within(Duration.ofSeconds(seconds));
    }

    void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                throw new AssertionError("while waiting until " + what, e);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
