package dev.headwater.core.hls;

/**
 * A piece of a film or an episode, the same on every rendition.
 *
 * @param millis its duration
 */
public record VodSegment(SegmentName name, int millis) {}
