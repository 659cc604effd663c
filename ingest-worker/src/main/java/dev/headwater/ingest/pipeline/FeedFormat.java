package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** What an input holds, as a copy: who shows it is another thread than who reads it, and may be at it longer. */
final class FeedFormat implements AutoCloseable {
    private final AVCodecParameters video;
    private final @Nullable AVCodecParameters audio;
    private final AVRational videoTime;
    private final @Nullable AVRational audioTime;
    private final double frameRate;
    private final long bitRate;

    FeedFormat(MediaInput input) {
        AVCodecParameters sound = input.audio();
        this.video = copy(input.video());
        this.audio = sound == null ? null : copy(sound);
        this.videoTime = copy(input.videoTime());
        this.audioTime = sound == null ? null : copy(input.audioTime());
        this.frameRate = input.frameRate();
        this.bitRate = input.bitRate();
    }

    private static AVCodecParameters copy(AVCodecParameters parameters) {
        AVCodecParameters copy = avcodec_parameters_alloc();
        Av.check(avcodec_parameters_copy(copy, parameters), "no memory for a stream's parameters");
        return copy;
    }

    private static AVRational copy(AVRational rational) {
        return new AVRational().num(rational.num()).den(rational.den());
    }

    AVCodecParameters video() {
        return video;
    }

    /** Null where there is none. */
    @Nullable
    AVCodecParameters audio() {
        return audio;
    }

    AVRational videoTime() {
        return videoTime;
    }

    /** Only where there is audio. */
    AVRational audioTime() {
        return Objects.requireNonNull(audioTime);
    }

    /** 0: unknown. */
    double frameRate() {
        return frameRate;
    }

    /** Bit/s of everything together; 0: unknown. */
    long bitRate() {
        return bitRate;
    }

    @Override
    public void close() {
        avcodec_parameters_free(video);
        videoTime.close();
        if (audio != null) {
            avcodec_parameters_free(audio);
        }
        if (audioTime != null) {
            audioTime.close();
        }
    }
}
