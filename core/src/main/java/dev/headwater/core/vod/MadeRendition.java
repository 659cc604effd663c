package dev.headwater.core.vod;

import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.media.Rendition;
import java.util.List;
import java.util.Map;

/**
 * A rendition as it was made.
 *
 * @param lengths in bytes, by a segment's name
 */
record MadeRendition(Rendition rendition, List<VodSegment> segments, Map<String, Long> lengths) {}
