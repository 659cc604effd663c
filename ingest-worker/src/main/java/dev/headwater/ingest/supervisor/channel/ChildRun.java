package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child from its start to its end: its frames are read as they come, whatever becomes of them. */
final class ChildRun {
    private static final Logger LOG = LoggerFactory.getLogger(ChildRun.class);

    /** Where a child's output goes. Called by the thread that reads, which must not be held up. */
    interface Listener {
        void opened(List<Rendition> renditions);

        void segment(SegmentSet set, List<Rendition> renditions);

        /** @param source see {@link Frame.OnAir} */
        void onAir(int source);

        void sourceFailed(int source, String text);

        /** What it shows now, as a JPEG. */
        void still(byte[] jpeg);

        /** @param text see {@link Frame.Warning} */
        void warned(String text);

        /**
         * The child is well.
         *
         * @param bitRate of the source on air; 0: unknown
         * @param late whether a segment is overdue
         */
        void heard(long bitRate, boolean late);
    }

    private final int channel;
    private final int targetDuration;
    private final ChildProcess child;
    private final Watchdog watchdog;
    private final LongSupplier nanos;
    private final Listener listener;
    private volatile @Nullable String complaint;
    private @Nullable String failure;
    private List<Rendition> renditions = List.of();
    private @Nullable SegmentAssembler assembler;
    private boolean madeSegment;

    ChildRun(
            int channel,
            int targetDuration,
            ChildProcess child,
            Watchdog watchdog,
            LongSupplier nanos,
            Listener listener) {
        this.channel = channel;
        this.targetDuration = targetDuration;
        this.child = child;
        this.watchdog = watchdog;
        this.nanos = nanos;
        this.listener = listener;
    }

    /** Reads to the end; the child is dead afterwards. */
    void read() {
        FrameReader reader = new FrameReader(child.frames());
        try {
            for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                watchdog.frame(nanos.getAsLong());
                take(frame.get());
            }
        } catch (IOException e) {
            failure = failure == null ? e.getMessage() : failure;
        } finally {
            child.kill();
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Opened opened -> {
                renditions = opened.renditions();
                assembler = new SegmentAssembler(renditions, targetDuration);
                watchdog.opened(nanos.getAsLong());
                listener.opened(renditions);
            }
            case Frame.Segment segment -> {
                if (assembler == null) {
                    throw new IOException("the child sent a segment before it had opened anything");
                }
                Optional<SegmentSet> whole = assembler.add(segment);
                if (whole.isPresent()) {
                    watchdog.segment(nanos.getAsLong());
                    madeSegment = true;
                    listener.segment(whole.get(), renditions);
                }
            }
            case Frame.Still still -> listener.still(still.jpeg());
            case Frame.State state -> LOG.info("channel {}: {}", channel, state.text());
            case Frame.Warning warning -> listener.warned(warning.text());
            case Frame.Probed probed -> throw new IOException("the child answered what nobody asked");
            case Frame.Finished finished -> throw new IOException("the child ended what has no end");
            case Frame.Failure reported -> failure = reported.text();
            case Frame.OnAir onAir -> listener.onAir(onAir.source());
            case Frame.SourceFailed failed -> listener.sourceFailed(failed.source(), failed.text());
            case Frame.Heartbeat heartbeat -> {
                watchdog.made(heartbeat.mediaMillis(), nanos.getAsLong());
                listener.heard(heartbeat.bitRate(), watchdog.isLate(nanos.getAsLong()));
            }
        }
    }

    /** Kills the child where it stands still. Called from time to time by another thread. */
    void check() {
        watchdog.complaint(nanos.getAsLong()).ifPresent(text -> {
            complaint = text;
            child.kill();
        });
    }

    void kill() {
        child.kill();
    }

    boolean madeSegment() {
        return madeSegment;
    }

    /** Whether it was stopped since it stood still, or died without a word. */
    boolean cameToAStop() {
        return complaint != null || failure == null;
    }

    /** Why it ended, in an operator's words. */
    String reason() {
        String text = complaint == null ? failure : complaint;
        return text == null ? "the child process ended by itself" : text;
    }
}
