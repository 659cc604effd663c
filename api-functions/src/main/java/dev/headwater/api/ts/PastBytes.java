package dev.headwater.api.ts;

import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.hls.keys.SegmentPart;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what segments are one behind the other, read from the object store as it is asked for. Counters run on within
 * what one encoder made, and what is put together needs no rewriting; so every part of it is the same whoever asks, and
 * however often. A piece at a time is read at once, so that a slow viewer keeps no object open, and encrypted or not holds
 * no more than {@link #HELD}. For one thread at a time.
 */
final class PastBytes {
    /** Of one viewer, in bytes. */
    static final int HELD = 128 << 10;

    private final ObjectReader objects;
    private final ContentKeys keys;
    private final int channel;
    private final List<Recorded> segments;
    private int next;
    private long skip;
    private long left;
    private ByteBuffer read = ByteBuffer.allocate(0);

    /**
     * @param offset of the first byte in all of them
     * @param length no more than there is from there on
     */
    PastBytes(ObjectReader objects, ContentKeys keys, int channel, List<Recorded> segments, long offset, long length) {
        this.objects = objects;
        this.keys = keys;
        this.channel = channel;
        this.segments = segments;
        this.left = length;
        this.skip = offset;
        while (next < segments.size() && skip >= length(segments.get(next))) {
            skip -= length(segments.get(next++));
        }
    }

    /** Of a segment on its best rendition. */
    static long length(Recorded recorded) {
        return recorded.bytes().getFirst();
    }

    static long length(List<Recorded> segments) {
        return segments.stream().mapToLong(PastBytes::length).sum();
    }

    /** How many bytes the next can have, of so many at the most. */
    int upTo(int most) {
        return (int) Math.min(most, left);
    }

    boolean isOver() {
        return left == 0;
    }

    /**
     * The next bytes; null: that was all.
     *
     * @throws StoreException where they can not be read, or are not what they were
     */
    @Nullable
    ByteBuffer next(int most) {
        if (left == 0) {
            return null;
        }
        if (!read.hasRemaining()) {
            read = ByteBuffer.wrap(readOn());
        }
        ByteBuffer chunk = read.slice(read.position(), Math.min(most, read.remaining()));
        read.position(read.position() + chunk.remaining());
        left -= chunk.remaining();
        return chunk;
    }

    private byte[] readOn() {
        Recorded recorded = segments.get(next);
        int length = (int) Math.min(HELD, Math.min(left, length(recorded) - skip));
        byte[] part = part(recorded, skip, length);
        skip += length;
        if (skip == length(recorded)) {
            next++;
            skip = 0;
        }
        while (next < segments.size() && length(segments.get(next)) == 0) {
            next++;
        }
        return part;
    }

    private byte[] part(Recorded recorded, long offset, int length) {
        String key = recorded.segment().key();
        if (key == null) {
            return get(recorded, new ByteRange(offset, length), length);
        }
        SegmentPart part = new SegmentPart(length(recorded), offset, length);
        byte[] stored = get(
                recorded,
                new ByteRange(part.storedOffset(), part.storedLength()),
                Math.toIntExact(part.storedLength()));
        return keys.find(channel, key)
                .flatMap(found -> part.decrypt(found, name(recorded.segment()), stored))
                .orElseThrow(() -> new StoreException("a segment of the archive can not be decrypted"));
    }

    private byte[] get(Recorded recorded, ByteRange range, int length) {
        String rendition = recorded.format().renditions().getFirst().name();
        String key = SegmentKeys.segment(channel, rendition, name(recorded.segment()));
        try (Blob blob =
                objects.get(key, range).orElseThrow(() -> new StoreException("a segment of the archive is missing"))) {
            byte[] all = blob.readAll();
            if (all.length != length) {
                throw new StoreException("a segment of the archive is shorter than it was");
            }
            return all;
        }
    }

    private static SegmentName name(Segment segment) {
        return SegmentName.parse(segment.name()).orElseThrow(() -> new StoreException("no name of a segment"));
    }
}
