package dev.headwater.core.hls;

import java.time.Instant;

/**
 * A segment as a live window lists it: the same on every rendition.
 *
 * @param name a {@link SegmentName}
 * @param millis its duration
 * @param start wall-clock time of its first frame (EXT-X-PROGRAM-DATE-TIME)
 * @param discontinuity whether it does not follow on the segment before (EXT-X-DISCONTINUITY)
 */
public record Segment(String name, int millis, Instant start, boolean discontinuity) {
    public Instant end() {
        return start.plusMillis(millis);
    }
}
