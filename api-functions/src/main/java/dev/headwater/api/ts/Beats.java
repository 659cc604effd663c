package dev.headwater.api.ts;

import java.time.Duration;

/** Runs what blocks, now or again and again, never on the caller's thread: injected, so that tests let time pass. */
interface Beats extends AutoCloseable {
    /** A task that is run no more once this is called; a run may still be on its way. */
    @FunctionalInterface
    interface Beat {
        void stop();
    }

    /** Runs a task at once, and again a while after each run has ended. */
    Beat every(Duration pause, Runnable task);

    /** Runs a task once, soon. */
    void run(Runnable task);

    /** Runs nothing again; waits a moment for what was to be run once. */
    @Override
    void close();
}
