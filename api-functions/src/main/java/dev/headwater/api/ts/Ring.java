package dev.headwater.api.ts;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments that viewers may be sent now: a value, so that any thread reads it without a lock.
 *
 * @param first the position of the first of them; positions count from 0 and are never used twice
 */
record Ring(long first, List<TsSegment> segments) {
    /** From which of the newest a viewer starts. */
    private static final int START = 2;

    static final Ring EMPTY = new Ring(0, List.of());

    Ring {
        segments = List.copyOf(segments);
    }

    /** The position behind the last. */
    long end() {
        return first + segments.size();
    }

    TsSegment at(long position) {
        return segments.get(Math.toIntExact(position - first));
    }

    long bytes() {
        return segments.stream().mapToLong(TsSegment::length).sum();
    }

    /** The position of the second-newest segment, or of the next one in which a decoder may begin; -1 where none is. */
    long start() {
        for (long position = Math.max(first, end() - START); position < end(); position++) {
            if (at(position).entry().isPresent()) {
                return position;
            }
        }
        return -1;
    }

    Ring with(TsSegment segment) {
        List<TsSegment> more = new ArrayList<>(segments);
        more.add(segment);
        return new Ring(first, more);
    }

    Ring withoutFirst() {
        return new Ring(first + 1, segments.subList(1, segments.size()));
    }
}
