package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.pipeline.MediaInput.Read;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** What one feed brings from one key frame on, copied into segments. Time begins anew with it. */
final class CopiedStream implements AutoCloseable {
    static final String RENDITION = "source";

    /** What a playlist declares where the input does not say, until the first segment was measured. */
    private static final long UNKNOWN_BIT_RATE = 4_000_000;

    private final MediaFeed feed;
    private final FeedFormat format;
    private final Report report;
    private final TsSegmenter segmenter;
    private byte[] header = {};
    private boolean opened;
    private long firstPts;
    private long millis;

    CopiedStream(MediaFeed feed, Report report) {
        this.feed = feed;
        this.format = feed.format();
        this.report = report;
        this.segmenter = new TsSegmenter(RENDITION, format.video(), format.audio(), report);
    }

    MediaFeed feed() {
        return feed;
    }

    /** Takes a packet's contents, or leaves them. */
    void take(Read read, AVPacket packet) {
        switch (read) {
            case VIDEO -> video(packet);
            case AUDIO -> {
                AVRational time = format.audioTime();
                if (opened) {
                    shift(packet, time, av_rescale_q(firstPts, format.videoTime(), time));
                    segmenter.audio(packet, time);
                }
            }
            case LOOPED -> {}
        }
    }

    /** Whether with this picture begins one of another make, which needs a stream of its own. */
    boolean isEndedBy(AVPacket picture) {
        if (!opened || (picture.flags() & AV_PKT_FLAG_KEY) == 0) {
            return false;
        }
        byte[] other = SequenceHeader.of(format.video(), picture);
        return other.length > 0 && header.length > 0 && !Arrays.equals(other, header);
    }

    private void video(AVPacket packet) {
        if (!opened) {
            header = SequenceHeader.of(format.video(), packet);
            report.opened(List.of(rendition(packet)));
            firstPts = packet.pts();
            opened = true;
        }
        AVRational time = format.videoTime();
        millis = (long) ((packet.dts() - firstPts) * Av.value(time) * 1000);
        shift(packet, time, firstPts);
        segmenter.video(packet, time);
    }

    /** One second on: a picture is decoded before it is shown, and nothing may be before 0. */
    private static void shift(AVPacket packet, AVRational timeBase, long first) {
        long by = timeBase.den() / timeBase.num() - first;
        packet.pts(packet.pts() + by).dts(packet.dts() + by);
    }

    private Rendition rendition(AVPacket packet) {
        AVCodecParameters video = format.video();
        AVCodecParameters audio = format.audio();
        String codecs =
                CodecNames.video(video, packet.data(), packet.size()).orElseThrow(() -> notCopied(video, "video"));
        if (audio != null) {
            codecs += "," + CodecNames.audio(audio).orElseThrow(() -> notCopied(audio, "audio"));
        }
        long bits = format.bitRate() > 0 ? format.bitRate() : UNKNOWN_BIT_RATE;
        SequenceHeader.Size size =
                header.length == 0 ? new SequenceHeader.Size(0, 0) : SequenceHeader.size(video.codec_id(), packet);
        return new Rendition(
                RENDITION,
                codecs,
                size.width() > 0 ? size.width() : video.width(),
                size.height() > 0 ? size.height() : video.height(),
                format.frameRate(),
                bits * 3 / 2,
                bits * 107 / 100);
    }

    private static PipelineException notCopied(AVCodecParameters parameters, String what) {
        return new PipelineException("the source's " + what + " is " + CodecNames.plain(parameters)
                + ": players do not take that as it is, only encoded anew (give the channel a ladder)");
    }

    boolean hasMadeSegment() {
        return segmenter.segments() > 0;
    }

    long millis() {
        return Math.max(0, millis);
    }

    /** Ends the last segment, however short. */
    void finish() {
        segmenter.finish();
    }

    @Override
    public void close() {
        segmenter.close();
        feed.release();
    }
}
