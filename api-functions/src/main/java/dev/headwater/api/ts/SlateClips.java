package dev.headwater.api.ts;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.store.ObjectStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The slates as viewers get them: each is read once, and again when another one was made. Blocks on the store. */
final class SlateClips {
    private final Slates slates;
    private final ObjectStore objects;
    private final Map<SlateReason, Clip> clips = new EnumMap<>(SlateReason.class);
    private final ReentrantLock lock = new ReentrantLock();

    private record Clip(Slate slate, Ring packets) {}

    SlateClips(Slates slates, ObjectStore objects) {
        this.slates = slates;
        this.objects = objects;
    }

    /** Empty where none was made yet. */
    Optional<Ring> find(SlateReason reason) {
        lock.lock();
        try {
            Optional<Slate> slate = slates.find(reason);
            Clip known = clips.get(reason);
            if (slate.isEmpty() || (known != null && known.slate().equals(slate.get()))) {
                return (slate.isEmpty() || known == null) ? Optional.empty() : Optional.of(known.packets());
            }
            Ring packets = read(slate.get());
            clips.put(reason, new Clip(slate.get(), packets));
            return Optional.of(packets);
        } finally {
            lock.unlock();
        }
    }

    private Ring read(Slate slate) {
        SegmentReader reader = new SegmentReader(objects);
        Ring packets = Ring.EMPTY;
        boolean gap = false;
        for (Segment segment : slate.segments()) {
            Optional<TsSegment> read = reader.read(
                    Slate.STREAM,
                    slate.rendition().name(),
                    segment.name(),
                    gap || segment.discontinuity(),
                    SegmentReader.Room.ENDLESS);
            packets = read.map(packets::with).orElse(packets);
            gap = read.isEmpty();
        }
        return packets;
    }
}
