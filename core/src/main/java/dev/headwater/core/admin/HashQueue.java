package dev.headwater.core.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few do something expensive at a time, a few more wait for it, and turns the rest away at once. */
final class HashQueue {
    private final Semaphore places;
    private final Semaphore running;
    private final Duration patience;

    HashQueue(int running, int waiting, Duration patience) {
        this.running = new Semaphore(running, true);
        this.places = new Semaphore(running + waiting);
        this.patience = patience;
    }

    /** Does the work on this thread; empty: there was no place, no end to the wait, or the thread was interrupted. */
    <T> Optional<T> run(Supplier<T> work) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return turn() ? Optional.of(worked(work)) : Optional.empty();
        } finally {
            places.release();
        }
    }

    private <T> T worked(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private boolean turn() {
        try {
            return running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many wait or run. */
    int busy(int capacity) {
        return capacity - places.availablePermits();
    }
}
