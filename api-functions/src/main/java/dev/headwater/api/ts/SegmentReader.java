package dev.headwater.api.ts;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/** Reads segments from the object store, decrypts those that are encrypted, and makes their counters run on. Of one follower; not thread-safe. */
final class SegmentReader {
    /** Half of what a ring may hold. */
    static final int LARGEST = 16 << 20;

    private final ObjectStore objects;
    private final ContentKeys keys;
    private final Continuity continuity = new Continuity();

    /** Where the bytes of a segment are counted before they are read. */
    interface Room {
        /** There is always some. */
        Room ENDLESS = new Room() {
            @Override
            public boolean take(long bytes) {
                return true;
            }

            @Override
            public void giveBack(long bytes) {}
        };

        boolean take(long bytes);

        /** Of what was not handed on: all of a segment, or its padding. */
        void giveBack(long bytes);
    }

    SegmentReader(ObjectStore objects, ContentKeys keys) {
        this.objects = objects;
        this.keys = keys;
    }

    /**
     * Reads a segment.
     *
     * @param discontinuity whether it does not follow on what was read before
     * @return empty where there is none, no key or no room for it, or one that is no MPEG-TS or far too large: it will never
     *     come
     * @throws StoreException where the store is at fault: it may come later
     */
    Optional<TsSegment> read(int channel, String rendition, Segment segment, boolean discontinuity, Room room) {
        Optional<SegmentName> parsed = SegmentName.parse(segment.name());
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Blob> found = objects.get(SegmentKeys.segment(channel, rendition, parsed.get()), ByteRange.ALL);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Blob blob = found.get()) {
            if (blob.length() > LARGEST || !room.take(blob.length())) {
                return Optional.empty();
            }
            long unused = blob.length();
            try {
                Optional<byte[]> packets = keys.decrypt(channel, segment.key(), parsed.get(), read(blob))
                        .filter(TsPackets::areWhole);
                unused -= packets.map(all -> all.length).orElse(0);
                return packets.map(all -> new TsSegment(all, continuity.follow(all), discontinuity));
            } finally {
                room.giveBack(unused);
            }
        }
    }

    /** Into one array: a stream that is read to its end is held twice. */
    private static byte[] read(Blob blob) {
        byte[] packets = new byte[Math.toIntExact(blob.length())];
        try {
            if (blob.body().readNBytes(packets, 0, packets.length) != packets.length) {
                throw new StoreException("a segment broke off");
            }
        } catch (IOException e) {
            throw new StoreException("a segment could not be read", e);
        }
        return packets;
    }
}
