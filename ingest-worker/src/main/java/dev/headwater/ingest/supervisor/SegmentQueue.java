package dev.headwater.ingest.supervisor;

import dev.headwater.core.media.Rendition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
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
    private final Condition notEmpty = lock.newCondition();
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
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the oldest. */
    Pending take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                notEmpty.await();
            }
            Pending first = waiting.remove();
            budget.giveBack(first.set().size());
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes anything any more: what waits is lost, and its bytes are others' to use. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(segment -> budget.giveBack(segment.set().size()));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
