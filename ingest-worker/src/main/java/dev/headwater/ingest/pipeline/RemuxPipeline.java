package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.MediaInput.Read;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Sources copied packet by packet: what was encoded stays as it is. Each change to another source, or to the slate where
 * none works, ends the segment and begins a new stream.
 */
final class RemuxPipeline implements AutoCloseable {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MAX_SLATE_WIDTH = 1280;
    private static final int SLATE_FRAME_RATE = 25;
    private static final int SLATE_VIDEO = 400_000;
    private static final int SLATE_AUDIO = 96_000;

    private final Switch<MediaFeed> sources;
    private final Report report;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable CopiedStream copied;
    private @Nullable LadderPipeline slate;
    private int width = 640;
    private int height = 360;
    private boolean sound = true;
    private long madeBefore;

    RemuxPipeline(Switch<MediaFeed> sources, Report report) {
        this.sources = sources;
        this.report = report;
    }

    /** @param maxMillis how much media to make; 0: without end */
    void run(long maxMillis) {
        long last = maxMillis == 0 ? Long.MAX_VALUE : maxMillis;
        while (millis() < last) {
            MediaFeed feed = sources.look();
            if (copied != null && copied.feed() != feed) {
                endCopied();
            }
            if (feed != null) {
                endSlate();
                copy(feed);
            } else if (sources.showsSlate()) {
                slate().step();
            } else {
                rest();
            }
            report.progress(millis());
        }
        endCopied();
        endSlate();
    }

    private static void rest() {
        LockSupport.parkNanos(POLL);
    }

    private void copy(MediaFeed feed) {
        try {
            CopiedStream stream = copied == null ? begin(feed) : copied;
            Read read = feed.poll(packet);
            if (read == Read.VIDEO && stream.isEndedBy(packet)) {
                endCopied();
                stream = begin(feed);
            }
            if (read == null) {
                rest();
            } else {
                stream.take(read, packet);
            }
            report.bitRate(feed.bitRate());
            if (stream.hasMadeSegment()) {
                sources.delivered();
            }
        } catch (PipelineException e) {
            sources.reject(feed, e.text());
            forgetUseless();
        } finally {
            av_packet_unref(packet);
        }
    }

    private CopiedStream begin(MediaFeed feed) {
        feed.goOnAir(); // also where it is shown already, in another make
        CopiedStream stream = new CopiedStream(feed, report);
        copied = stream;
        width = feed.format().video().width();
        height = feed.format().video().height();
        sound = feed.format().audio() != null;
        return stream;
    }

    private void endCopied() {
        CopiedStream stream = copied;
        if (stream != null) {
            copied = null;
            stream.finish();
            if (stream.hasMadeSegment()) {
                sources.delivered();
            }
            madeBefore += stream.millis();
            stream.close();
            report.bitRate(0);
        }
    }

    /** What gave no segment before it failed is not begun again and again. */
    private void forgetUseless() {
        if (copied != null && !copied.hasMadeSegment()) {
            copied.close();
            copied = null;
        }
    }

    /** In about the size of what was shown before, so that players need not change more than they have to. */
    private LadderPipeline slate() {
        LadderPipeline showing = slate;
        if (showing == null) {
            int wide = Math.min(width, MAX_SLATE_WIDTH);
            int high = height * wide / Math.max(1, width);
            Rung rung = new Rung(CopiedStream.RENDITION, even(wide), even(high), SLATE_VIDEO, SLATE_AUDIO);
            Ladder ladder = new Ladder("slate", SLATE_FRAME_RATE, List.of(rung));
            SlateCard card = new SlateCard(SlateCard.OFF_AIR, ladder, sound);
            showing = new LadderPipeline(ladder, card, Pacer.asItPlays(), report);
            slate = showing;
        }
        return showing;
    }

    private static int even(int side) {
        return Math.max(16, side / 2 * 2);
    }

    private void endSlate() {
        if (slate != null) {
            slate.finish();
            madeBefore += slate.millis();
            slate.close();
            slate = null;
        }
    }

    private long millis() {
        return madeBefore + (copied == null ? 0 : copied.millis()) + (slate == null ? 0 : slate.millis());
    }

    @Override
    public void close() {
        if (copied != null) {
            copied.close();
        }
        if (slate != null) {
            slate.close();
        }
        av_packet_free(packet);
    }
}
