package dev.headwater.core.hls;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** The newest still picture of each channel, a small JPEG: each replaces the one before. */
public final class Stills {
    /** One is made a minute, and seen a minute late at the most. */
    private static final ObjectMeta META = new ObjectMeta("image/jpeg", "max-age=30", null);

    /** Larger than any that is made. */
    private static final int LARGEST = 1 << 20;

    private final ObjectStore objects;

    public Stills(ObjectStore objects) {
        this.objects = objects;
    }

    /** Beside the channel's segments, in a folder no rendition's hour is called after. */
    private static String key(int channel) {
        return SegmentKeys.stream(channel) + "still/newest.jpg";
    }

    public void put(int channel, byte[] jpeg) {
        objects.put(key(channel), jpeg, META);
    }

    /** Empty: none was made so far. */
    public Optional<byte[]> find(int channel) {
        return objects.get(key(channel), ByteRange.ALL).flatMap(blob -> {
            try (Blob open = blob) {
                return open.length() > LARGEST ? Optional.empty() : Optional.of(open.readAll());
            }
        });
    }

    public void delete(int channel) {
        objects.delete(List.of(key(channel)));
    }
}
