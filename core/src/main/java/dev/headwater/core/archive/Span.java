package dev.headwater.core.archive;

import dev.headwater.core.hls.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A piece of a channel's past that somebody asks for; it may reach into the future.
 *
 * @param start whole seconds
 * @param length whole seconds, from one to {@link #LONGEST}
 */
public record Span(Instant start, Duration length) {
    /** What one playlist lists at the most: the longest of broadcasts. */
    public static final Duration LONGEST = Duration.ofHours(8);

    public Span {
        start = start.truncatedTo(ChronoUnit.SECONDS);
        length = length.truncatedTo(ChronoUnit.SECONDS);
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a span has a second to " + LONGEST.toHours() + " hours");
        }
    }

    public Instant end() {
        return start.plus(length);
    }

    /** Whether any of the segment is inside. */
    public boolean touches(Segment segment) {
        return segment.start().isBefore(end()) && segment.end().isAfter(start);
    }
}
