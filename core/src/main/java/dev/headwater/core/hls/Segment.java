package dev.headwater.core.hls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment as a live window lists it: the same on every rendition.
 *
 * @param name a {@link SegmentName}
 * @param millis its duration
 * @param start wall-clock time of its first frame (EXT-X-PROGRAM-DATE-TIME)
 * @param discontinuity whether it does not follow on the segment before (EXT-X-DISCONTINUITY)
 * @param key id of the key it is encrypted with; null: it is not
 */
public record Segment(
        String name,
        int millis,
        Instant start,
        boolean discontinuity,
        @Nullable String key) {
    /** A segment in the clear. */
    public Segment(String name, int millis, Instant start, boolean discontinuity) {
        this(name, millis, start, discontinuity, null);
    }

    public Instant end() {
        return start.plusMillis(millis);
    }
}
