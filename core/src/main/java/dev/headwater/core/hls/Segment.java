package dev.headwater.core.hls;

import dev.headwater.core.media.Container;
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
 * @param head name of the media initialization section it is read with, which lies beside it and in the clear, and is called
 *     as the first segment it was made for; null: it is MPEG-TS and needs none
 */
public record Segment(
        String name,
        int millis,
        Instant start,
        boolean discontinuity,
        @Nullable String key,
        @Nullable String head) {
    /** MPEG-TS in the clear. */
    public Segment(String name, int millis, Instant start, boolean discontinuity) {
        this(name, millis, start, discontinuity, null);
    }

    /** MPEG-TS. */
    public Segment(String name, int millis, Instant start, boolean discontinuity, @Nullable String key) {
        this(name, millis, start, discontinuity, key, null);
    }

    /** What it is where it is no text. */
    public Container container() {
        return head == null ? Container.MPEG_TS : Container.FMP4;
    }

    /** The same, said to follow on what was before, or not. */
    public Segment marked(boolean isDiscontinuity) {
        return isDiscontinuity == discontinuity ? this : new Segment(name, millis, start, isDiscontinuity, key, head);
    }

    public Instant end() {
        return start.plusMillis(millis);
    }
}
