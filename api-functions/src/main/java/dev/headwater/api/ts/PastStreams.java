package dev.headwater.api.ts;

import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.playback.StreamAnswer.Replays;
import dev.headwater.core.store.ObjectReader;
import java.time.InstantSource;
import java.util.Optional;
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
    private final Looks looks;
    private final MemoryBudget budget;
    private final Set<PastStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Begins with none.
     *
     * @param keys of what is encrypted
     * @param memory what all viewers may hold together, in bytes; one for whom there is no room is not begun
     */
    public PastStreams(ObjectReader objects, ContentKeys keys, InstantSource clock, long memory) {
        this(objects, keys, clock, new VirtualBeats(), memory);
    }

    PastStreams(ObjectReader objects, ContentKeys keys, InstantSource clock, Beats beats, long memory) {
        this.objects = objects;
        this.keys = keys;
        this.clock = clock;
        this.beats = beats;
        this.looks = new Looks(clock);
        this.budget = new MemoryBudget(memory);
    }

    /**
     * Opens a part of a piece; empty: there are too many viewers.
     * Its seat is taken once its viewer can not have just looked.
     */
    Optional<PastStream> open(Replays piece, long offset, long length) {
        if (!budget.take(PastBytes.HELD)) {
            return Optional.empty();
        }
        boolean isLook = offset == 0 || offset >= PastBytes.length(piece.segments()) - TAIL;
        PastStream stream = new PastStream(
                new PastBytes(objects, keys, piece.channel(), piece.segments(), offset, length),
                piece.seat(),
                bytes -> isLook && looks.take(piece.household(), bytes),
                clock,
                beats,
                this::ended);
        streams.add(stream);
        stream.begin();
        if (closed) {
            stream.cut("the server stops");
        }
        return Optional.of(stream);
    }

    private void ended(PastStream stream) {
        streams.remove(stream);
        budget.giveBack(PastBytes.HELD);
    }

    /** Cuts all streams. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(stream -> stream.cut("the server stops"));
        beats.close();
    }
}
