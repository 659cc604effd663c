package dev.headwater.core.hls;

import org.jspecify.annotations.Nullable;

/**
 * Writes EXT-X-MAP where the head that segments are read with changes (RFC 8216bis §4.4.4.5). A head is in the clear, since it
 * tells nothing of what is shown and is shared by segments of many keys: no EXT-X-KEY may be in force where it is named.
 */
final class MapTags {
    private final StringBuilder out;
    private final KeyTags keys;
    private @Nullable String written;

    MapTags(StringBuilder out, KeyTags keys) {
        this.out = out;
        this.keys = keys;
    }

    /**
     * Says what the next segment is read with. No tag takes one back, so what needs none can only stand before all that do.
     *
     * @param folder as of the segment
     * @param head null: it needs none
     */
    void before(String folder, @Nullable String head) {
        String uri = head == null ? written : folder + head + SegmentForm.HEAD.extension();
        if (uri != null && !uri.equals(written)) {
            keys.clear();
            out.append("#EXT-X-MAP:URI=\"").append(uri).append("\"\n");
            written = uri;
        }
    }
}
