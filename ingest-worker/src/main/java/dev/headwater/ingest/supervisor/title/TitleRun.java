package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.channel.SegmentAssembler;
import dev.headwater.ingest.supervisor.channel.SegmentSet;
import dev.headwater.ingest.supervisor.channel.SegmentUploader;
import dev.headwater.ingest.supervisor.children.HeardFrames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One child that makes a title's segments, from its start to its end: they are stored as they come. */
final class TitleRun {
    /** Told how far it is, of how much; 0: not known yet. */
    @FunctionalInterface
    interface Progress {
        void at(long millis, long of);
    }

    private final int content;
    private final IntFunction<SegmentName> names;
    private final @Nullable ContentKey key;
    private final SegmentUploader uploader;
    private final Duration storePatience;
    private final LongSupplier nanos;
    private final int targetDuration;
    private final Progress progress;
    private final BandwidthMeter meter = new BandwidthMeter(Integer.MAX_VALUE);
    private final List<VodSegment> segments = new ArrayList<>();
    private List<Rendition> renditions = List.of();
    private @Nullable SegmentAssembler assembler;
    private long declaredMillis;

    /**
     * A run to come.
     *
     * @param names of the title's segments by number, the same for whoever makes them again
     * @param key its segments are encrypted with; null: they are not
     * @param targetDuration seconds
     * @param declaredMillis how long it will be; 0: the child says it
     */
    TitleRun(
            int content,
            IntFunction<SegmentName> names,
            @Nullable ContentKey key,
            SegmentUploader uploader,
            Duration storePatience,
            LongSupplier nanos,
            int targetDuration,
            long declaredMillis,
            Progress progress) {
        this.content = content;
        this.names = names;
        this.key = key;
        this.uploader = uploader;
        this.storePatience = storePatience;
        this.nanos = nanos;
        this.targetDuration = targetDuration;
        this.declaredMillis = declaredMillis;
        this.progress = progress;
    }

    /** Reads to the end. */
    void read(HeardFrames frames) throws TitleFailure, InterruptedException {
        new TitleFrames(content, this::take).read(frames);
    }

    private void take(Frame frame) throws IOException, TitleFailure, InterruptedException {
        switch (frame) {
            case Frame.Probed probed ->
                declaredMillis = probed.millis(); // of one that was fetched it were bytes so far
            case Frame.Opened opened -> {
                renditions = opened.renditions();
                assembler = new SegmentAssembler(renditions, targetDuration);
            }
            case Frame.Segment segment -> {
                if (assembler == null) {
                    throw new IOException("the child sent a segment before it had opened anything");
                }
                Optional<SegmentSet> whole = assembler.add(segment);
                if (whole.isPresent()) {
                    store(whole.get());
                }
            }
            case Frame.Heartbeat heartbeat -> progress.at(heartbeat.mediaMillis(), declaredMillis);
            default -> {}
        }
    }

    private void store(SegmentSet set) throws TitleFailure, InterruptedException {
        SegmentName name = names.apply(segments.size());
        SegmentSet stored = key == null ? set : set.encrypted(key, name);
        if (!uploader.upload(name, stored, nanos.getAsLong() + storePatience.toNanos())) {
            throw new TitleFailure("it can not be stored: " + uploader.trouble());
        }
        meter.add(stored.millis(), stored.lengths());
        segments.add(new VodSegment(name, set.millis()));
    }

    /** Whether there is something to play; a child that has only made a plan leaves nothing. */
    boolean isMade() {
        return !segments.isEmpty();
    }

    List<VodSegment> segments() {
        return List.copyOf(segments);
    }

    List<Rendition> renditions() {
        return meter.measure(renditions);
    }

    long durationMillis() {
        return segments.stream().mapToLong(VodSegment::millis).sum();
    }
}
