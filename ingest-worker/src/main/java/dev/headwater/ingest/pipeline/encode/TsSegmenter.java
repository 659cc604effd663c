package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Packaging;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.NoKeyFrameException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one rendition: a segment begins with a key frame at least two seconds after the one before, and holds the audio
 * that was due before the next one begins. Continuity counters and time stamps run on from segment to segment.
 */
public final class TsSegmenter implements SoundSink, AutoCloseable {
    private static final long SHORTEST = Packaging.SEGMENT_DURATION.toSeconds() * Av.TICKS_PER_SECOND;
    private static final long LONGEST = (long) Packaging.REMUX.targetDuration() * Av.TICKS_PER_SECOND;
    private static final long NONE = Long.MIN_VALUE;

    private final String rendition;
    private final SegmentMuxer muxer;
    private final AudioQueue waiting = new AudioQueue();
    private final Report report;
    private List<? extends Companion> companions = List.of();
    private long index;
    private long origin = NONE;
    private long start = NONE;
    private long end;
    private long lastVideo = NONE;

    public TsSegmenter(String rendition, AVCodecParameters video, @Nullable AVCodecParameters audio, Report report) {
        this(rendition, report.container(), video, audio, report);
    }

    /** One of that container, whatever else is made. */
    TsSegmenter(
            String rendition,
            Container container,
            AVCodecParameters video,
            @Nullable AVCodecParameters audio,
            Report report) {
        this.rendition = rendition;
        this.muxer = SegmentMuxer.of(container, video, audio);
        this.report = report;
    }

    /** Has others cut along with this from here on: before anything was put in. */
    public void lead(List<? extends Companion> others) {
        companions = List.copyOf(others);
    }

    /** Takes a packet's contents and leaves it blank. */
    public void video(AVPacket packet, AVRational timeBase) {
        av_packet_rescale_ts(packet, timeBase, muxer.timeBase());
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (start == NONE && !key) {
            av_packet_unref(packet);
            return;
        }
        if (start == NONE) {
            waiting.dropBefore(packet.dts());
            origin = packet.pts();
            start = origin;
            end = start;
            for (Companion companion : companions) {
                companion.begin(start);
            }
        }
        lastVideo = packet.dts();
        waiting.writeBefore(lastVideo, muxer);
        if (packet.pts() - start > LONGEST) { // also where this is a key frame: it came too late
            throw new NoKeyFrameException(LONGEST / Av.TICKS_PER_SECOND);
        }
        if (key && packet.pts() - start >= SHORTEST) {
            cut(packet.pts());
        }
        end = Math.max(end, packet.pts() + packet.duration());
        muxer.writeVideo(packet);
    }

    @Override
    public void audio(AVPacket packet, AVRational timeBase) {
        waiting.add(packet, timeBase, muxer.timeBase());
        if (lastVideo != NONE) {
            waiting.writeBefore(lastVideo, muxer);
        }
    }

    /** How many there are so far. */
    public long segments() {
        return index;
    }

    /** Ends the last segment, however short. */
    public void finish() {
        waiting.writeBefore(end, muxer);
        if (start != NONE && end > start) {
            cut(end);
        }
        companions.forEach(Companion::finish);
    }

    /**
     * The same at a time, wherever the last picture lies that came.
     *
     * @param ticks of 90 kHz, behind the beginning of the last segment
     */
    void finishAt(long ticks) {
        end = ticks;
        finish();
    }

    /** Leaves out what is in no segment yet. */
    void finishWithoutLast() {
        companions.forEach(Companion::finish);
    }

    private void cut(long at) {
        int length = (int) (millis(at) - millis(start));
        start = at;
        try {
            muxer.takeSegment(
                    rendition, piece -> report.segment(rendition, index, length, piece.head(), piece.bytes()));
        } catch (RuntimeException e) {
            skip(at, e);
            throw e;
        }
        for (Companion companion : companions) {
            companion.cut(index, at, length);
        }
        index++;
    }

    /** Has none of the others go on where this does not. */
    private void skip(long at, RuntimeException because) {
        for (Companion companion : companions) {
            try {
                companion.skip(at);
            } catch (RuntimeException e) {
                because.addSuppressed(e);
            }
        }
    }

    /** Rounded from the beginning of everything, so that roundings do not add up. */
    private long millis(long ticks) {
        return Math.round((ticks - origin) * 1000.0 / Av.TICKS_PER_SECOND);
    }

    @Override
    public void close() {
        waiting.close();
        muxer.close();
    }
}
