package dev.headwater.ingest.supervisor;

import dev.headwater.core.media.Rendition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Segments between the child's pipe, which is always read, and a store that may be slow. What does not fit is refused. */
final class SegmentQueue {
    /**
     * A segment on its way.
     *
     * @param renditions as its child opened them
     * @param discontinuity whether it does not follow on the one before
     * @param arrived when it was complete, in ns of the monotonic clock
     */
    record Pending(SegmentSet set, List<Rendition> renditions, Instant start, boolean discontinuity, long arrived) {}

    private final int maxSegments;
    private final long maxBytes;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private long bytes;

    SegmentQueue(int maxSegments, long maxBytes) {
        this.maxSegments = maxSegments;
        this.maxBytes = maxBytes;
    }

    /** False: it is full, and the segment is lost. */
    boolean offer(Pending segment) {
        lock.lock();
        try {
            if (waiting.size() >= maxSegments || bytes + segment.set().size() > maxBytes) {
                return false;
            }
            waiting.add(segment);
            bytes += segment.set().size();
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
            bytes -= first.set().size();
            return first;
        } finally {
            lock.unlock();
        }
    }
}
