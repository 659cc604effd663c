package dev.headwater.core.media;

import java.time.Duration;

/** How a channel is cut: RFC 8216bis wants one target duration for the whole life of a playlist. */
public enum Packaging {
    /** Encoded by us: a key frame every 2 s, on every rung at once. */
    LADDER(2, 6),
    /** Copied: cut at the first key frame after 2 s, so a segment may last up to 5. */
    REMUX(5, 10);

    /** A cut comes at the first key frame this long after the one before. */
    public static final Duration SEGMENT_DURATION = Duration.ofSeconds(2);

    private final int targetDuration;
    private final int windowSegments;

    Packaging(int targetDuration, int windowSegments) {
        this.targetDuration = targetDuration;
        this.windowSegments = windowSegments;
    }

    /** EXT-X-TARGETDURATION, in seconds. */
    public int targetDuration() {
        return targetDuration;
    }

    /** Segments a live playlist lists at least: six, and four target durations of the shortest segments. */
    public int windowSegments() {
        return windowSegments;
    }
}
