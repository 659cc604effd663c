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

    /** Runs a task once, soon. False where nothing is run any more: the caller may run it itself. */
    boolean run(Runnable task);

    /** Runs a task once, after a while; false as with {@link #run}. One that waits at the close is not run. */
    boolean after(Duration pause, Runnable task);

    /** Runs nothing again; waits a moment for what was to be run once. */
    @Override
    void close();
}
