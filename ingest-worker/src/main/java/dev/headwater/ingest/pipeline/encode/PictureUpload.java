package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Brings pictures where hardware takes them: as NV12, and into its own memory where it wants that. */
final class PictureUpload implements AutoCloseable {
    private final SwsContext context;
    private final AVFrame converted = av_frame_alloc();
    private final AVFrame uploaded = av_frame_alloc();
    private final @Nullable AVBufferRef frames;
    private final int height;

    /** @param frames the hardware's pool of pictures, owned from here on; null: it reads ours */
    PictureUpload(int width, int height, @Nullable AVBufferRef frames) {
        this.height = height;
        this.frames = frames;
        this.context = sws_getContext(
                width,
                height,
                AV_PIX_FMT_YUV420P,
                width,
                height,
                AV_PIX_FMT_NV12,
                SWS_POINT,
                null,
                null,
                (DoublePointer) null);
        converted.width(width).height(height).format(AV_PIX_FMT_NV12);
        Av.check(av_frame_get_buffer(converted, 0), "no memory for a picture");
    }

    /** One that is good until the next call, with the type and time of the other. */
    AVFrame of(AVFrame picture) {
        // Whoever encodes may hold on to the one before.
        Av.check(av_frame_make_writable(converted), "no memory for a picture");
        Av.check(
                sws_scale(
                        context, picture.data(), picture.linesize(), 0, height, converted.data(), converted.linesize()),
                "a picture can not be made ready for hardware");
        AVFrame ready = converted;
        if (frames != null) {
            av_frame_unref(uploaded);
            Av.check(av_hwframe_get_buffer(frames, uploaded, 0), "the hardware has no room for a picture");
            Av.check(av_hwframe_transfer_data(uploaded, converted, 0), "a picture can not be given to the hardware");
            ready = uploaded;
        }
        ready.pts(picture.pts());
        ready.pict_type(picture.pict_type());
        return ready;
    }

    @Override
    public void close() {
        av_frame_free(uploaded);
        av_frame_free(converted);
        sws_freeContext(context);
        if (frames != null) {
            av_buffer_unref(frames);
        }
    }
}
