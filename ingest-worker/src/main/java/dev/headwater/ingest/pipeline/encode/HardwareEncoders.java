package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_MAIN;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;

import dev.headwater.core.media.Rung;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;
import org.jspecify.annotations.Nullable;

/** H.264 encoders in hardware, as FFmpeg has them: NVIDIA's, Intel's, VA-API's and those of Linux' small boards. */
final class HardwareEncoders implements H264Encoders.Opener {
    /** Some count the pictures of a group in 16 bits. */
    private static final int LONG = 60_000;

    private static final int POOL = 8;

    /** @param device without which it is not tried: some libraries talk where there is none */
    private record Choice(String name, @Nullable String device, Map<String, String> options) {}

    private static final Choice VAAPI = new Choice("h264_vaapi", "/dev/dri/renderD128", Map.of("async_depth", "1"));

    private static final List<Choice> CHOICES = List.of(
            new Choice(
                    "h264_nvenc",
                    null,
                    Map.of(
                            "preset", "p4",
                            "profile", "main",
                            "rc", "vbr",
                            "forced-idr", "1",
                            "no-scenecut", "1",
                            "strict_gop", "1",
                            "delay", "0")),
            new Choice(
                    "h264_qsv",
                    VAAPI.device(),
                    Map.of("profile", "main", "forced_idr", "1", "look_ahead", "0", "async_depth", "1")),
            VAAPI,
            new Choice("h264_v4l2m2m", "/dev/video0", Map.of()));

    @Override
    public List<String> names() {
        return CHOICES.stream().map(Choice::name).toList();
    }

    @Override
    public @Nullable VideoEncoder open(String name, Rung rung, int frameRate, int threads) {
        return CHOICES.stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .map(choice -> open(choice, rung, frameRate))
                .orElse(null);
    }

    private static @Nullable VideoEncoder open(Choice choice, Rung rung, int frameRate) {
        AVCodec codec = avcodec_find_encoder_by_name(choice.name());
        if (codec == null || (choice.device() != null && !Files.isReadable(Path.of(choice.device())))) {
            return null;
        }
        boolean isUploaded = choice.equals(VAAPI);
        AVBufferRef pool = isUploaded ? pool(rung) : null;
        if (isUploaded && pool == null) {
            return null;
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        Encoders.describe(context, rung, frameRate);
        context.profile(AV_PROFILE_H264_MAIN);
        context.gop_size(LONG);
        context.max_b_frames(0);
        context.flags(context.flags() | AV_CODEC_FLAG_CLOSED_GOP);
        boolean ours = choice.name().equals("h264_nvenc") || choice.name().equals("h264_v4l2m2m");
        context.pix_fmt(pool != null ? AV_PIX_FMT_VAAPI : ours ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_NV12);
        if (pool != null) {
            context.hw_frames_ctx(av_buffer_ref(pool));
        }
        if (!Encoders.open(context, codec, choice.options())) {
            if (pool != null) {
                av_buffer_unref(pool);
            }
            return null;
        }
        return new Encoder(context, ours ? null : new PictureUpload(rung.width(), rung.height(), pool));
    }

    /** Pictures in the graphics card's memory; null where there is none. */
    private static @Nullable AVBufferRef pool(Rung rung) {
        AVBufferRef device = new AVBufferRef(null);
        if (av_hwdevice_ctx_create(device, AV_HWDEVICE_TYPE_VAAPI, VAAPI.device(), (AVDictionary) null, 0) < 0) {
            return null;
        }
        AVBufferRef pool = av_hwframe_ctx_alloc(device);
        av_buffer_unref(device);
        if (pool == null) {
            return null;
        }
        AVHWFramesContext frames = new AVHWFramesContext(pool.data());
        frames.format(AV_PIX_FMT_VAAPI)
                .sw_format(AV_PIX_FMT_NV12)
                .width(rung.width())
                .height(rung.height())
                .initial_pool_size(POOL);
        if (av_hwframe_ctx_init(pool) < 0) {
            av_buffer_unref(pool);
            return null;
        }
        return pool;
    }
}
