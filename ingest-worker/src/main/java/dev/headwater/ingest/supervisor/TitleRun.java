package dev.headwater.ingest.supervisor;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child that packages a title, from its start to its end: what it makes is stored as it comes. */
final class TitleRun {
    private static final Logger LOG = LoggerFactory.getLogger(TitleRun.class);

    /** Heartbeats, one a second, without anything new between them. */
    private static final int PATIENCE = 600;

    /** Of the whole work, what the MP4's upload is. */
    private static final int LAST_PERCENT = 5;

    private final int content;
    private final long fence;
    private final SegmentUploader uploader;
    private final Duration storePatience;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final IntConsumer progress;
    private final BandwidthMeter meter = new BandwidthMeter(Integer.MAX_VALUE);
    private final List<VodSegment> segments = new ArrayList<>();
    private List<Rendition> renditions = List.of();
    private @Nullable SegmentAssembler assembler;
    private long declaredMillis;
    private long reached;
    private int idle;
    private boolean finished;

    /** @param progress told in percent */
    TitleRun(
            int content,
            long fence,
            SegmentUploader uploader,
            Duration storePatience,
            RandomGenerator random,
            LongSupplier nanos,
            IntConsumer progress) {
        this.content = content;
        this.fence = fence;
        this.uploader = uploader;
        this.storePatience = storePatience;
        this.random = random;
        this.nanos = nanos;
        this.progress = progress;
    }

    /** Reads to the end. */
    void read(HeardFrames frames, int targetDuration) throws TitleFailure, InterruptedException {
        try {
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                take(frame.get(), targetDuration);
            }
        } catch (IOException e) {
            throw new TitleFailure(String.valueOf(e.getMessage()));
        }
        if (!finished) {
            throw new TitleFailure("the child process ended before the title was made");
        }
        if (segments.isEmpty()) {
            throw new TitleFailure("there was nothing to make segments of");
        }
    }

    private void take(Frame frame, int targetDuration) throws IOException, TitleFailure, InterruptedException {
        switch (frame) {
            case Frame.Probed probed -> {
                declaredMillis = probed.millis();
                reached = 0; // of a file that was fetched it were bytes so far
                idle = 0;
            }
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
            case Frame.State state -> LOG.info("title {}: {}", content, state.text());
            case Frame.Failure failure -> throw new TitleFailure(failure.text());
            case Frame.Heartbeat heartbeat -> beat(heartbeat.mediaMillis());
            case Frame.Finished end -> finished = true;
        }
    }

    private void beat(long mediaMillis) throws IOException {
        idle = mediaMillis > reached ? 0 : idle + 1;
        reached = mediaMillis;
        if (idle > PATIENCE) {
            throw new IOException("the child stands still");
        }
        long percent = declaredMillis == 0 ? 0 : mediaMillis * (100 - LAST_PERCENT) / declaredMillis;
        progress.accept((int) Math.min(100 - LAST_PERCENT, percent));
    }

    private void store(SegmentSet set) throws TitleFailure, InterruptedException {
        SegmentName name = SegmentName.vod(fence, segments.size(), random.nextLong());
        if (!uploader.upload(name, set, nanos.getAsLong() + storePatience.toNanos())) {
            throw new TitleFailure("it can not be stored: " + uploader.trouble());
        }
        meter.add(set.millis(), set.lengths());
        segments.add(new VodSegment(name, set.millis()));
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
