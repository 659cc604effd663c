package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Container;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Cuts a sound beside the picture, in step with it. Sound may come later than the picture it goes with: a segment is ended
 * when the next one's first packet has come, or else together with the next. Where it brings nothing for a whole segment,
 * the main sound is heard instead.
 */
public final class SoundSegmenter implements Companion, SoundSink {
    private static final long NONE = Long.MIN_VALUE;

    private final String rendition;
    private final SegmentMuxer muxer;
    private final Report report;
    private final boolean isOwn;
    private final boolean standsIn;
    private final AudioQueue own = new AudioQueue();
    private final AudioQueue main = new AudioQueue();
    private long from = NONE;
    private long pendingIndex;
    private long pendingAt = NONE;
    private int pendingMillis;

    /**
     * Cuts what {@link #audio} is given.
     *
     * @param isOwn whether it is a sound of its own: else it is all the main one
     * @param standsIn whether the main one could be heard instead
     */
    public SoundSegmenter(String rendition, AVCodecParameters codec, boolean isOwn, boolean standsIn, Report report) {
        this(rendition, report.container(), codec, isOwn, standsIn, report);
    }

    /** One of that container, whatever else is made. */
    SoundSegmenter(
            String rendition,
            Container container,
            AVCodecParameters codec,
            boolean isOwn,
            boolean standsIn,
            Report report) {
        this.rendition = rendition;
        this.muxer = SegmentMuxer.ofSound(container, codec);
        this.isOwn = isOwn;
        this.standsIn = standsIn;
        this.report = report;
    }

    /** Whether packets of one can stand in a stream of the other: what they are was said when it began. */
    public static boolean areAlike(AVCodecParameters one, AVCodecParameters other) {
        return one.codec_id() == other.codec_id()
                && one.sample_rate() == other.sample_rate()
                && one.ch_layout().nb_channels() == other.ch_layout().nb_channels();
    }

    @Override
    public void audio(AVPacket packet, AVRational timeBase) {
        if (isOwn) {
            own.add(packet, timeBase, muxer.timeBase());
            endPending(own);
        }
    }

    /** A packet of the main sound, as {@link #audio} takes one. */
    public void main(AVPacket packet, AVRational timeBase) {
        if (standsIn) {
            main.add(packet, timeBase, muxer.timeBase());
            if (!isOwn) {
                endPending(main);
            }
        }
    }

    /** Whether a segment of the picture has ended whose sound has not come to its end. */
    public boolean isBehind() {
        return pendingAt != NONE;
    }

    @Override
    public void begin(long at) {
        from = at;
    }

    @Override
    public void cut(long index, long at, int millis) {
        end();
        pendingIndex = index;
        pendingAt = at;
        pendingMillis = millis;
        endPending(isOwn ? own : main);
    }

    @Override
    public void skip(long at) {
        end();
        own.dropBefore(at);
        main.dropBefore(at);
        from = at;
    }

    private void endPending(AudioQueue leading) {
        if (pendingAt != NONE && leading.lastTime() >= pendingAt) {
            end();
        }
    }

    private void end() {
        if (pendingAt == NONE) {
            return;
        }
        own.dropBefore(from); // what comes so late has no place any more
        main.dropBefore(from);
        if (own.hasBefore(pendingAt)) {
            own.writeBefore(pendingAt, muxer);
            main.dropBefore(pendingAt);
        } else {
            main.writeBefore(pendingAt, muxer);
        }
        from = pendingAt;
        pendingAt = NONE;
        muxer.takeSegment(
                rendition,
                piece -> report.segment(rendition, pendingIndex, pendingMillis, piece.head(), piece.bytes()));
    }

    @Override
    public void finish() {
        end();
    }

    @Override
    public void close() {
        own.close();
        main.close();
        muxer.close();
    }
}
