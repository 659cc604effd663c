package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_MAIN;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Opens encoders that run anywhere, the best this FFmpeg was built with. Key frames come only where they are asked for: an interval of
 * their own would cut rungs at different times.
 */
public final class Encoders {
    /** Samples a second of all audio we make. */
    public static final int SAMPLE_RATE = 48_000;

    /** Samples an AAC frame holds. */
    public static final int AUDIO_FRAME = 1024;

    private static final int NEVER = 1 << 20;

    /** Of reordered pictures. */
    private static final int AS_IT_LIKES = -1;

    /** An encoder and the options it needs beyond those all share. */
    private record Choice(String name, int profile, Map<String, String> options) {}

    private static final List<Choice> H264 = List.of(
            new Choice(
                    "libx264",
                    AV_PROFILE_H264_MAIN,
                    Map.of(
                            "preset", "veryfast",
                            "profile", "main",
                            "forced-idr", "1",
                            "sc_threshold", "0",
                            "x264-params", "open-gop=0:scenecut=0")),
            new Choice("libopenh264", AV_PROFILE_H264_MAIN, openh264("main")),
            new Choice("libopenh264", AV_PROFILE_H264_CONSTRAINED_BASELINE, openh264("constrained_baseline")));

    private Encoders() {}

    /** Whether it is one of those that {@link #h264} opens. */
    static boolean isSoftware(String name) {
        return H264.stream().anyMatch(choice -> choice.name().equals(name));
    }

    private static Map<String, String> openh264(String profile) {
        return Map.of("profile", profile, "rc_mode", "bitrate", "allow_skip_frames", "0");
    }

    public static Encoder h264(Rung rung, int frameRate, int threads) {
        return h264(rung, frameRate, threads, AS_IT_LIKES);
    }

    /**
     * One that goes on where another broke off: it reorders no picture, since its first packet would be due before the last
     * one of the other.
     */
    static Encoder h264InOrder(Rung rung, int frameRate, int threads) {
        return h264(rung, frameRate, threads, 0);
    }

    private static Encoder h264(Rung rung, int frameRate, int threads, int reordered) {
        for (Choice choice : H264) {
            AVCodec codec = avcodec_find_encoder_by_name(choice.name());
            Encoder opened = codec == null ? null : open(codec, choice, rung, frameRate, threads, reordered);
            if (opened != null) {
                return opened;
            }
        }
        throw new PipelineException(
                "this FFmpeg has no H.264 encoder that makes " + rung.width() + "x" + rung.height());
    }

    private static @Nullable Encoder open(
            AVCodec codec, Choice choice, Rung rung, int frameRate, int threads, int reordered) {
        AVCodecContext context = avcodec_alloc_context3(codec);
        describe(context, rung, frameRate);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.gop_size(NEVER);
        context.profile(choice.profile());
        context.flags(context.flags() | AV_CODEC_FLAG_CLOSED_GOP);
        context.thread_count(threads);
        if (reordered != AS_IT_LIKES) {
            context.max_b_frames(reordered);
        }
        return open(context, codec, choice.options()) ? new Encoder(context) : null;
    }

    /** What any encoder is told of a rung. */
    static void describe(AVCodecContext context, Rung rung, int frameRate) {
        context.width(rung.width());
        context.height(rung.height());
        context.time_base().num(1).den(frameRate);
        context.framerate().num(frameRate).den(1);
        context.sample_aspect_ratio().num(1).den(1);
        context.bit_rate(rung.videoBitrate());
        context.rc_max_rate(rung.videoBitrate() * 5L / 4);
        context.rc_buffer_size((int) Math.min(Integer.MAX_VALUE, rung.videoBitrate() * 2L));
    }

    public static Encoder aac(int bitrate) {
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(SAMPLE_RATE);
        context.sample_fmt(AV_SAMPLE_FMT_FLTP);
        av_channel_layout_default(context.ch_layout(), 2);
        context.time_base().num(1).den(SAMPLE_RATE);
        context.bit_rate(bitrate);
        if (!open(context, codec, Map.of())) {
            throw new PipelineException("this FFmpeg makes no AAC of " + bitrate + " bit/s");
        }
        return new Encoder(context);
    }

    /** Frees the context where it can not be opened. */
    static boolean open(AVCodecContext context, AVCodec codec, Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        // libopenh264 warns of what is asked of it: no skipped frames
        int result = AvLog.telling(AV_LOG_ERROR, () -> avcodec_open2(context, codec, dictionary));
        av_dict_free(dictionary);
        if (result < 0) {
            avcodec_free_context(context);
        }
        return result >= 0;
    }
}
