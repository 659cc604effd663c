package dev.headwater.core.archive;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.media.Rendition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a channel that began in one minute: one item, written again with each of them, and small therefore. An
 * item holds some 30 of them, of 60 bytes each.
 *
 * @param fence of who wrote last; nobody of a lower one writes after it
 * @param start of the minute
 */
record Minute(int channel, long fence, Instant start, List<Reel> reels) {
    Minute {
        reels = List.copyOf(reels);
        reels.forEach(reel -> reel.recorded(start));
    }

    /**
     * A run of segments that were made alike.
     *
     * @param segments as {@link Entry} spells them
     * @param head that all of them are read with; null: they are MPEG-TS
     */
    record Reel(
            int targetDuration,
            List<Rendition> renditions,
            List<String> segments,
            @Nullable String head) {
        Reel {
            renditions = List.copyOf(renditions);
            segments = List.copyOf(segments);
        }

        Format format() {
            return new Format(targetDuration, renditions);
        }

        List<Recorded> recorded(Instant minute) {
            Format format = format();
            return segments.stream()
                    .map(entry -> Entry.parse(entry, minute, format, head))
                    .toList();
        }

        private boolean isLike(Recorded other) {
            return format().isLike(other.format())
                    && Objects.equals(head, other.segment().head());
        }

        private Reel with(String entry) {
            List<String> more = new ArrayList<>(segments);
            more.add(entry);
            return new Reel(targetDuration, renditions, more, head);
        }
    }

    static Minute empty(int channel, long fence, Instant start) {
        return new Minute(channel, fence, start, List.of());
    }

    List<Recorded> recorded() {
        return reels.stream().flatMap(reel -> reel.recorded(start).stream()).toList();
    }

    /** Behind all there is; as it is where it has the segment already. */
    Minute with(long newFence, Recorded added) {
        Segment segment = added.segment();
        boolean isKnown =
                recorded().stream().anyMatch(known -> known.segment().name().equals(segment.name()));
        List<Reel> more = new ArrayList<>(reels);
        if (!isKnown) {
            String entry = Entry.of(added, start);
            if (!reels.isEmpty() && reels.getLast().isLike(added)) {
                more.add(more.removeLast().with(entry));
            } else {
                more.add(new Reel(
                        added.format().targetDuration(), added.format().renditions(), List.of(entry), segment.head()));
            }
        }
        return new Minute(channel, newFence, start, more);
    }
}
