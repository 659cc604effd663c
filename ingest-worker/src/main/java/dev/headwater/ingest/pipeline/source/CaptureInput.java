package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.CaptureSource;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * A capture card, and the device that hears it. Both are asked in turn and never waited for: who waits for the one would lose
 * what the other brings.
 */
final class CaptureInput implements MediaInput {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(4);

    private final AVFormatContext pictures;
    private final @Nullable AVFormatContext sound;
    private final long patience;
    private final LiveClock clock = new LiveClock();
    private final AVRational time = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private final long step;
    private boolean begun;
    private long pictureSeen = System.nanoTime();
    private volatile boolean cancelled;

    private CaptureInput(AVFormatContext pictures, @Nullable AVFormatContext sound, HttpLimits limits) {
        this.pictures = pictures;
        this.sound = sound;
        this.patience = limits.stall().toNanos();
        double rate = frameRate();
        this.step = Math.round(Av.TICKS_PER_SECOND / (rate == 0 ? 25 : rate));
    }

    /** @throws PipelineException where a device can not be opened, with the reason */
    static CaptureInput open(CaptureSource source, Devices devices, HttpLimits limits) {
        AVFormatContext pictures = devices.video(source);
        boolean opened = false;
        try {
            AVFormatContext sound = source.audio() == null ? null : devices.audio(source.audio());
            opened = true;
            return new CaptureInput(pictures, sound, limits);
        } finally {
            if (!opened) {
                avformat_close_input(pictures);
            }
        }
    }

    @Override
    public AVCodecParameters video() {
        return pictures.streams(0).codecpar();
    }

    @Override
    public AVRational videoTime() {
        return time;
    }

    @Override
    public List<Beside> sounds() {
        if (sound == null) {
            return List.of();
        }
        Track track = new Track(Track.Kind.AUDIO, null, null, false);
        return List.of(new Beside(sound.streams(0).codecpar(), time, track));
    }

    @Override
    public List<Beside> texts() {
        return List.of();
    }

    @Override
    public String leftOut() {
        return "";
    }

    @Override
    public double frameRate() {
        return Av.value(pictures.streams(0).avg_frame_rate());
    }

    @Override
    public long bitRate() {
        return 0;
    }

    @Override
    public Pacer pacer() {
        return Pacer.ofLive();
    }

    @Override
    public Read next(AVPacket packet) {
        while (!cancelled) {
            if (isThere(pictures, packet)) {
                pictureSeen = System.nanoTime();
                if (acceptVideo(packet)) {
                    return Read.VIDEO;
                }
            } else if (sound != null && isThere(sound, packet)) {
                packet.stream_index(0);
                if (acceptAudio(packet)) {
                    return Read.AUDIO;
                }
            } else if (System.nanoTime() - pictureSeen > patience) {
                throw new PipelineException("the capture device sends no picture");
            } else {
                LockSupport.parkNanos(POLL);
            }
            av_packet_unref(packet);
        }
        throw new PipelineException("nobody wants the source any more");
    }

    private static boolean isThere(AVFormatContext context, AVPacket packet) {
        int result = av_read_frame(context, packet);
        if (Av.wantsMore(result)) {
            return false;
        }
        Av.check(result, "the capture device can not be read");
        AVStream stream = context.streams(packet.stream_index());
        try (AVRational ticks = new AVRational().num(1).den(Av.TICKS_PER_SECOND)) {
            av_packet_rescale_ts(packet, stream.time_base(), ticks);
        }
        return true;
    }

    private boolean acceptVideo(AVPacket packet) {
        if (packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        packet.dts(packet.pts());
        if (!begun) {
            begun = true;
            clock.begin(packet.pts());
        }
        return shifted(packet, clock.video(packet.dts(), step));
    }

    private boolean acceptAudio(AVPacket packet) {
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
        cancelled = true;
    }

    @Override
    public void close() {
        avformat_close_input(pictures);
        if (sound != null) {
            avformat_close_input(Objects.requireNonNull(sound));
        }
        time.close();
    }
}
