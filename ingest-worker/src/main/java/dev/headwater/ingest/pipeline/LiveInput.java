package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** A live source: it begins where it is, ends when it wants to, and its end is a failure. */
final class LiveInput implements MediaInput {
    private final LiveFormat format;
    private final long patience;
    private final LiveClock clock = new LiveClock();
    private final AVRational time = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private final long frameDuration;
    private boolean begun;
    private long lastDts = AV_NOPTS_VALUE;
    private long lastStep;
    private long pictureSeen = System.nanoTime();

    private LiveInput(LiveFormat format, HttpLimits limits) {
        this.format = format;
        this.patience = limits.stall().toNanos();
        double frameRate = frameRate();
        this.frameDuration = frameRate == 0 ? 0 : Math.round(Av.TICKS_PER_SECOND / frameRate);
        this.lastStep = frameDuration;
    }

    /** @throws IOException where it can not be had, with the reason */
    static LiveInput open(Source source, HttpLimits limits) throws IOException {
        return new LiveInput(LiveFormat.open(source, limits), limits);
    }

    @Override
    public AVCodecParameters video() {
        return format.videoStream().codecpar();
    }

    @Override
    public @Nullable AVCodecParameters audio() {
        AVStream stream = format.audioStream();
        return stream == null ? null : stream.codecpar();
    }

    @Override
    public AVRational videoTime() {
        return time;
    }

    @Override
    public AVRational audioTime() {
        return time;
    }

    @Override
    public double frameRate() {
        return Av.value(format.videoStream().avg_frame_rate());
    }

    @Override
    public long bitRate() {
        return 0;
    }

    @Override
    public Pacer pacer() {
        return format.isPlaylist() ? Pacer.ofBursts() : Pacer.ofLive();
    }

    @Override
    public Read next(AVPacket packet) {
        while (true) {
            format.read(packet);
            if (format.isVideo(packet)) {
                pictureSeen = System.nanoTime();
                av_packet_rescale_ts(packet, format.videoStream().time_base(), time);
                if (acceptVideo(packet)) {
                    return Read.VIDEO;
                }
            } else if (format.isAudio(packet)) {
                AVStream stream = Objects.requireNonNull(format.audioStream());
                av_packet_rescale_ts(packet, stream.time_base(), time);
                if (acceptAudio(packet)) {
                    return Read.AUDIO;
                }
            }
            av_packet_unref(packet);
            if (System.nanoTime() - pictureSeen > patience) {
                throw new PipelineException("the source sends no picture any more");
            }
        }
    }

    private boolean acceptVideo(AVPacket packet) {
        if (packet.duration() == 0) {
            packet.duration(frameDuration);
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(lastDts == AV_NOPTS_VALUE ? packet.pts() : lastDts + lastStep);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (packet.dts() == AV_NOPTS_VALUE || (!begun && !begin(packet))) {
            return false;
        }
        lastDts = packet.dts();
        long shift = clock.video(packet.dts(), lastStep);
        lastStep = packet.duration();
        return shifted(packet, shift);
    }

    private boolean begin(AVPacket packet) {
        begun = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (begun) {
            clock.begin(packet.pts());
        }
        return begun;
    }

    private boolean acceptAudio(AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        packet.dts(packet.pts());
        return shifted(packet, clock.audio(packet.pts(), packet.duration()));
    }

    private static boolean shifted(AVPacket packet, long by) {
        if (by == LiveClock.NO_PLACE) {
            return false;
        }
        packet.pts(packet.pts() + by);
        packet.dts(packet.dts() + by);
        return true;
    }

    @Override
    public void cancel() {
        format.cancel();
    }

    @Override
    public void close() {
        format.close();
        time.close();
    }
}
