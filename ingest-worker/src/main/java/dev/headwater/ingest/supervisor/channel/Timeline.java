package dev.headwater.ingest.supervisor.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * Gives segments their time of day: the wall clock's when a child began, and from there on the media's own, so that it
 * never steps back and never jitters with the network.
 */
final class Timeline {
    /** Media so far behind the wall clock that the machine must have slept. */
    private static final Duration LOST = Duration.ofSeconds(20);

    private Instant next;

    /** @param next where the last listed segment ended; {@link Instant#MIN} where none is */
    Timeline(Instant next) {
        this.next = next;
    }

    /** A new child's first picture was made now. */
    void begin(Instant now) {
        if (now.isAfter(next)) {
            next = now;
        }
    }

    /** Whether a segment that is finished now can not follow on what was before: then {@link #begin} anew. */
    boolean isLost(int millis, Instant now) {
        return next.plusMillis(millis).plus(LOST).isBefore(now);
    }

    /** The start of a segment that follows on the one before. */
    Instant place(int millis) {
        Instant start = next;
        next = start.plusMillis(millis);
        return start;
    }
}
