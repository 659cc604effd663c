package dev.headwater.ingest.supervisor.channel;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a thread waits at that looks for work again and again: somebody rings when there is something new. A ring while
 * nobody waits is not lost. For any thread, and one that waits.
 */
public final class Doorbell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean rung = true;
    private boolean closed;

    /** Has the next, or this, wait be over at once. */
    public void ring() {
        lock.lock();
        try {
            rung = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until somebody rings, or for so long at most; the first time not at all.
     *
     * @return false: it is closed, or the thread was interrupted
     */
    public boolean await(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!rung && !closed && left > 0) {
                left = change.awaitNanos(left);
            }
            rung = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
