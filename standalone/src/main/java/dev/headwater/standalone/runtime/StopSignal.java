package dev.headwater.standalone.runtime;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C, or a kill that asks: whoever waits for it is told, and the process ends only once everything has stopped. */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** From now on the process does not end before {@link #stopped} is called. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::tellAndWait, "stop"));
    }

    /** Returns when the process is told to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Everything has stopped. */
    void stopped() {
        stopped.countDown();
    }

    private void tellAndWait() {
        asked.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
