package dev.headwater.api.ts;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.store.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The slates as viewers get them: each is read once, and again when another one was made. Blocks on the store. */
final class SlateClips {
    private static final Duration CACHED = Duration.ofSeconds(5);

    private final Slates slates;
    private final ObjectStore objects;
    private final ContentKeys keys;
    private final Cache<SlateReason, Optional<Slate>> made;
    private final Map<SlateReason, Clip> clips = new ConcurrentHashMap<>();
    private final ReentrantLock reading = new ReentrantLock();

    private record Clip(Slate slate, Ring packets) {}

    SlateClips(Slates slates, ObjectStore objects, ContentKeys keys, InstantSource clock) {
        this.slates = slates;
        this.objects = objects;
        this.keys = keys;
        this.made = Caches.expiring(clock, CACHED, SlateReason.values().length);
    }

    /** Empty where none was made yet, or where not all of it can be had now. */
    Optional<Ring> find(SlateReason reason) {
        Optional<Slate> slate = look(reason);
        return slate.isEmpty() ? Optional.empty() : clip(slate.get());
    }

    /** Several may ask the table at once: a loading cache would make them wait for each other. */
    private Optional<Slate> look(SlateReason reason) {
        Optional<Slate> known = made.getIfPresent(reason);
        if (known != null) {
            return known;
        }
        Optional<Slate> found = slates.find(reason);
        made.put(reason, found);
        return found;
    }

    private Optional<Ring> clip(Slate slate) {
        return known(slate).or(() -> readOnce(slate));
    }

    private Optional<Ring> known(Slate slate) {
        return Optional.ofNullable(clips.get(slate.reason()))
                .filter(clip -> clip.slate().equals(slate))
                .map(Clip::packets);
    }

    /** One at a time: a thousand viewers of a channel that goes off air want the same clip at once. */
    private Optional<Ring> readOnce(Slate slate) {
        reading.lock();
        try {
            Optional<Ring> known = known(slate);
            if (known.isPresent()) {
                return known;
            }
            Optional<Ring> read = read(slate);
            read.ifPresent(packets -> clips.put(slate.reason(), new Clip(slate, packets)));
            return read;
        } finally {
            reading.unlock();
        }
    }

    /** All of its segments, or nothing. */
    private Optional<Ring> read(Slate slate) {
        SegmentReader reader = new SegmentReader(objects, keys);
        Ring packets = Ring.EMPTY;
        for (Segment segment : slate.segments()) {
            Optional<TsSegment> read = reader.read(
                    Slate.STREAM,
                    slate.rendition().name(),
                    segment,
                    segment.discontinuity(),
                    SegmentReader.Room.ENDLESS);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            packets = packets.with(read.get());
        }
        return packets.segments().isEmpty() ? Optional.empty() : Optional.of(packets);
    }
}
