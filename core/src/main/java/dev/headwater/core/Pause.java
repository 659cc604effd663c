package dev.headwater.core;

import java.time.Duration;

/** Lets time pass; injected, so that tests decide how fast. */
@FunctionalInterface
public interface Pause {
    /** Returns after {@code duration}, or at once where the thread is interrupted (its flag stays set). */
    void of(Duration duration);

    /** Real time. */
    static Pause sleeping() {
        return duration -> {
            if (duration.isPositive()) {
                try {
                    // What is given to whoever has to wait in real time; tests give a clock instead.
                    Thread.sleep(duration);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
