package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.media.Rendition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Segments between the child's pipe, which is always read, and a store that may be slow. What does not fit is refused. */
final class SegmentQueue implements AutoCloseable {
    /**
     * A segment on its way.
     *
     * @param renditions as its child opened them
     * @param discontinuity whether it does not follow on the one before
     * @param arrived when it was complete, in ns of the monotonic clock
     */
    record Pending(SegmentSet set, List<Rendition> renditions, Instant start, boolean discontinuity, long arrived) {}

    private final int maxSegments;
    private final ByteBudget budget;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean closed;

    /** @param budget shared with other queues */
    SegmentQueue(int maxSegments, ByteBudget budget) {
        this.maxSegments = maxSegments;
        this.budget = budget;
    }

    /** False: it is full or closed, and the segment is lost. */
    boolean offer(Pending segment) {
        lock.lock();
        try {
            if (closed
                    || waiting.size() >= maxSegments
                    || !budget.take(segment.set().size())) {
                return false;
            }
            waiting.add(segment);
            change.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the oldest; empty: it is closed. */
    Optional<Pending> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                change.await();
            }
            if (closed) {
                return Optional.empty();
            }
            Pending first = waiting.remove();
            budget.giveBack(first.set().size());
            return Optional.of(first);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes anything any more: what waits is lost, and its bytes are others' to use. Whoever waits is told. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(segment -> budget.giveBack(segment.set().size()));
            waiting.clear();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
