package dev.headwater.api.ts;

import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.playback.Seat;
import dev.headwater.core.store.ObjectReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Pieces of channels' past as MPEG-TS of known length: segments one behind the other, read for each viewer by itself. */
public final class PastStreams implements AutoCloseable {
    /** Players look for what stands at the end before they begin. */
    private static final long TAIL = 2 << 20;

    private final ObjectReader objects;
    private final ContentKeys keys;
    private final InstantSource clock;
    private final Beats beats;
    private final Set<PastStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param keys of what is encrypted */
    public PastStreams(ObjectReader objects, ContentKeys keys, InstantSource clock) {
        this(objects, keys, clock, new VirtualBeats());
    }

    PastStreams(ObjectReader objects, ContentKeys keys, InstantSource clock, Beats beats) {
        this.objects = objects;
        this.keys = keys;
        this.clock = clock;
        this.beats = beats;
    }

    /**
     * Opens a part of a piece.
     *
     * @param seat taken once its viewer can not have just looked
     */
    PastStream open(int channel, List<Recorded> segments, long offset, long length, Seat seat) {
        boolean mayLook = offset == 0 || offset >= PastBytes.length(segments) - TAIL;
        PastStream stream = new PastStream(
                new PastBytes(objects, keys, channel, segments, offset, length),
                seat,
                mayLook,
                clock,
                beats,
                streams::remove);
        streams.add(stream);
        stream.begin();
        if (closed) {
            stream.cut("the server stops");
        }
        return stream;
    }

    /** Cuts all streams. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(stream -> stream.cut("the server stops"));
        beats.close();
    }
}
