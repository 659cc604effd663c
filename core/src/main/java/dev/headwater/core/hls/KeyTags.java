package dev.headwater.core.hls;

import org.jspecify.annotations.Nullable;

/**
 * Writes EXT-X-KEY where what segments are encrypted with changes (RFC 8216bis §4.4.4.4). A key's URI is relative to the
 * media playlist, as those of segments are: whoever asks for it shows the same ticket.
 */
final class KeyTags {
    /** From here on nothing is encrypted. */
    static final String NONE = "#EXT-X-KEY:METHOD=NONE\n";

    private final StringBuilder out;
    private @Nullable String written;

    KeyTags(StringBuilder out) {
        this.out = out;
    }

    /** Says what the next segment is encrypted with; a null key: it is in the clear. */
    void before(@Nullable String key, String name) {
        if (key == null) {
            write(null);
            return;
        }
        before(
                key,
                SegmentName.parse(name)
                        .orElseThrow(() -> new IllegalArgumentException("not the name of an encrypted segment")));
    }

    void before(@Nullable String key, SegmentName name) {
        write(key == null ? null : "#EXT-X-KEY:METHOD=AES-128,URI=\"" + key + ".key\",IV=0x" + name.ivText() + "\n");
    }

    /** What comes next is in the clear, whatever the segments around it are. */
    void clear() {
        write(null);
    }

    private void write(@Nullable String tag) {
        if (tag == null && written != null) {
            out.append(NONE);
        } else if (tag != null && !tag.equals(written)) {
            out.append(tag);
        }
        written = tag;
    }
}
