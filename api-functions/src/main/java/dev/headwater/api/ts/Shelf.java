package dev.headwater.api.ts;

/** The ring of one follower, counted in the budget of all. Its follower fills it; any thread may shrink it. */
final class Shelf {
    static final int SEGMENTS = 6;
    static final long BYTES = 2L * SegmentReader.LARGEST;
    /** What is kept where memory is short. A viewer starts at the second-newest: of two it would be dropped next. */
    static final int FEWEST = 3;

    private final MemoryBudget budget;
    private volatile Ring ring = Ring.EMPTY;
    private boolean closed;

    Shelf(MemoryBudget budget) {
        this.budget = budget;
    }

    Ring ring() {
        return ring;
    }

    /**
     * Counts a segment that is about to be read, if need be instead of old ones of this ring.
     *
     * @param atLeast segments that stay
     */
    synchronized boolean take(long bytes, int atLeast) {
        while (!closed && !budget.take(bytes)) {
            if (ring.segments().size() <= atLeast) {
                return false;
            }
            dropFirst();
        }
        return !closed;
    }

    /** Counts a segment no more that was not put. */
    void giveBack(long bytes) {
        budget.giveBack(bytes);
    }

    /** Puts a segment that was counted before. */
    synchronized void put(TsSegment segment) {
        if (closed) {
            budget.giveBack(segment.length());
            return;
        }
        ring = ring.with(segment);
        while (isTooLarge()) {
            dropFirst();
        }
    }

    private boolean isTooLarge() {
        int size = ring.segments().size();
        return size > SEGMENTS || (size > FEWEST && ring.bytes() > BYTES);
    }

    /** Drops what is not needed to go on. */
    synchronized void shrink() {
        while (ring.segments().size() > FEWEST) {
            dropFirst();
        }
    }

    /** Gives the memory back, for good. */
    synchronized void close() {
        closed = true;
        budget.giveBack(ring.bytes());
        ring = Ring.EMPTY;
    }

    private void dropFirst() {
        long bytes = ring.at(ring.first()).length();
        ring = ring.withoutFirst();
        budget.giveBack(bytes);
    }
}
