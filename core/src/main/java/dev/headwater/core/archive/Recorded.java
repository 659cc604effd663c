package dev.headwater.core.archive;

import dev.headwater.core.hls.Segment;
import java.util.List;
import java.util.Map;

/**
 * A segment that is kept.
 *
 * @param format how it was made
 * @param bytes its length on each of the format's renditions, in their order; of one that is encrypted, as it is in the clear
 */
public record Recorded(Segment segment, Format format, List<Long> bytes) {
    public Recorded {
        bytes = List.copyOf(bytes);
        if (bytes.size() != format.renditions().size()) {
            throw new IllegalArgumentException("a segment has a length on each of its renditions");
        }
    }

    /** @param bytes by rendition; where one is missing, its length is 0 */
    public static Recorded of(Segment segment, Format format, Map<String, Long> bytes) {
        return new Recorded(
                segment,
                format,
                format.names().stream()
                        .map(name -> bytes.getOrDefault(name, 0L))
                        .toList());
    }

    /** Its media sequence number, from its name: looked at for each of thousands, so by hand. */
    public long number() {
        String name = segment.name();
        int last = name.lastIndexOf('-');
        int before = name.lastIndexOf('-', last - 1);
        return Long.parseLong(name, before + 1, last, 10);
    }

    /** The same, said to follow on what was before, or not. */
    public Recorded marked(boolean discontinuity) {
        return discontinuity == segment.discontinuity()
                ? this
                : new Recorded(segment.marked(discontinuity), format, bytes);
    }
}
