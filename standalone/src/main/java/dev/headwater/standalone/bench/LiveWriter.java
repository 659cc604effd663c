package dev.headwater.standalone.bench;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes one channel's window as a worker would: the segment first, where there is one, and then the window. */
final class LiveWriter {
    static final String RENDITION = "720p";
    static final Duration SEGMENT = Packaging.SEGMENT_DURATION;

    private static final List<Rendition> RENDITIONS = List.of(
            new Rendition(RENDITION, "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_200_000, 1_900_000),
            new Rendition("360p", "avc1.4d401e,mp4a.40.2", 640, 360, 25, 800_000, 700_000));

    private final int channel;
    private final byte[] segment;
    private final LiveWindows windows;
    private final ObjectStore objects;
    private final InstantSource clock;
    private final LongAdder published;
    private final RandomGenerator random = new Random();
    private @Nullable Versioned<LiveWindow> written;

    /** @param segment what each segment is; empty: none is stored */
    LiveWriter(
            int channel,
            byte[] segment,
            LiveWindows windows,
            ObjectStore objects,
            InstantSource clock,
            LongAdder published) {
        this.channel = channel;
        this.segment = segment;
        this.windows = windows;
        this.objects = objects;
        this.clock = clock;
        this.published = published;
    }

    /** Fills the window, as if the channel had been on air for a while. */
    void fill() {
        int size = Packaging.LADDER.windowSegments();
        Instant now = clock.instant();
        for (int i = 0; i < size; i++) {
            append(now.minus(SEGMENT.multipliedBy(size - i)));
        }
    }

    /** Lists the segment that has just ended. */
    void append() {
        append(clock.instant().minus(SEGMENT));
    }

    private void append(Instant start) {
        LiveWindow before = written == null
                ? LiveWindow.empty(channel, 1, Packaging.LADDER.targetDuration(), start)
                        .withRenditions(RENDITIONS, start)
                : written.value();
        SegmentName name = SegmentName.of(start, 1, before.nextSequence(), random.nextLong());
        if (segment.length > 0) {
            objects.put(SegmentKeys.segment(channel, RENDITION, name), segment, ObjectMeta.segment());
        }
        Segment listed = new Segment(name.toString(), Math.toIntExact(SEGMENT.toMillis()), start, false);
        LiveWindow after = before.append(listed, Packaging.LADDER.windowSegments(), clock.instant());
        written = windows.replace(written, after)
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " has another writer"));
        published.increment();
    }

    /** The names that are listed now. */
    List<String> listed() {
        return written == null
                ? List.of()
                : written.value().segments().stream().map(Segment::name).toList();
    }
}
