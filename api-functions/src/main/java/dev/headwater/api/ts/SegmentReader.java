package dev.headwater.api.ts;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.util.Optional;

/** Reads segments from the object store and makes their counters run on. Of one follower; not thread-safe. */
final class SegmentReader {
    /** Half of what a ring may hold, so that it always holds two. */
    static final int LARGEST = 16 << 20;

    private final ObjectStore objects;
    private final Continuity continuity = new Continuity();

    SegmentReader(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Reads a segment.
     *
     * @return empty where there is none, or one that is no MPEG-TS or far too large: it will never come
     * @throws StoreException where the store is at fault: it may come later
     */
    Optional<TsSegment> read(int channel, String rendition, String name, boolean discontinuity) {
        Optional<SegmentName> parsed = SegmentName.parse(name);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Blob> found = objects.get(SegmentKeys.segment(channel, rendition, parsed.get()), ByteRange.ALL);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] packets;
        try (Blob blob = found.get()) {
            if (blob.length() > LARGEST) {
                return Optional.empty();
            }
            packets = blob.readAll();
            if (packets.length != blob.length()) {
                throw new StoreException("a segment broke off");
            }
        }
        if (!TsPackets.areWhole(packets)) {
            return Optional.empty();
        }
        return Optional.of(new TsSegment(packets, continuity.follow(packets), discontinuity));
    }
}
