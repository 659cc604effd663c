package dev.headwater.api.ts;

import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what segments are one behind the other, read from the object store as it is asked for. Counters run on within
 * what one encoder made, and what is put together needs no rewriting; so every part of it is the same whoever asks, and
 * however often. Holds a chunk; of what is encrypted, a segment. For one thread at a time.
 */
final class PastBytes implements AutoCloseable {
    private final ObjectReader objects;
    private final ContentKeys keys;
    private final int channel;
    private final List<Recorded> segments;
    private int next;
    private long skip;
    private long left;
    private @Nullable InputStream open;
    private long openLeft;

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
        try {
            InputStream in = open();
            byte[] bytes = in.readNBytes((int) Math.min(most, Math.min(left, openLeft)));
            if (bytes.length == 0) {
                throw new StoreException("a segment of the archive is shorter than it was");
            }
            left -= bytes.length;
            openLeft -= bytes.length;
            if (openLeft == 0) {
                close();
            }
            return ByteBuffer.wrap(bytes);
        } catch (IOException e) {
            throw new StoreException("a segment of the archive could not be read", e);
        }
    }

    private InputStream open() {
        InputStream known = open;
        if (known != null) {
            return known;
        }
        Recorded recorded = segments.get(next++);
        InputStream opened = recorded.segment().key() == null ? clear(recorded) : decrypted(recorded);
        openLeft = length(recorded) - skip;
        skip = 0;
        open = opened;
        return opened;
    }

    private InputStream clear(Recorded recorded) {
        return get(recorded, new ByteRange(skip, length(recorded) - skip)).body();
    }

    private InputStream decrypted(Recorded recorded) {
        Segment segment = recorded.segment();
        try (Blob blob = get(recorded, ByteRange.ALL)) {
            byte[] all = blob.length() > SegmentReader.LARGEST
                    ? new byte[0]
                    : keys.decrypt(channel, segment.key(), name(segment), blob.readAll())
                            .orElse(new byte[0]);
            if (all.length != length(recorded)) {
                throw new StoreException("a segment of the archive can not be decrypted");
            }
            return new ByteArrayInputStream(all, (int) skip, all.length - (int) skip);
        }
    }

    private Blob get(Recorded recorded, ByteRange range) {
        String rendition = recorded.format().renditions().getFirst().name();
        return objects.get(SegmentKeys.segment(channel, rendition, name(recorded.segment())), range)
                .orElseThrow(() -> new StoreException("a segment of the archive is missing"));
    }

    private static SegmentName name(Segment segment) {
        return SegmentName.parse(segment.name()).orElseThrow(() -> new StoreException("no name of a segment"));
    }

    @Override
    public void close() {
        InputStream known = open;
        open = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                throw new StoreException("a segment of the archive could not be closed", e);
            }
        }
    }
}
