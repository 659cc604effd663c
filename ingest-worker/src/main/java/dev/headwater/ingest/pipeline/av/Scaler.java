package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.headwater.core.media.Rung;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Brings the top rung's pictures to the size of a lower one, always into the same frame. */
public final class Scaler implements AutoCloseable {
    private final int height;
    private final @Nullable SwsContext context;
    private final AVFrame scaled = av_frame_alloc();

    public Scaler(Rung from, Rung to) {
        this.height = from.height();
        if (from.width() == to.width() && from.height() == to.height()) {
            this.context = null;
            return;
        }
        this.context = sws_getContext(
                from.width(),
                from.height(),
                AV_PIX_FMT_YUV420P,
                to.width(),
                to.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BICUBIC,
                null,
                null,
                (DoublePointer) null);
        scaled.width(to.width());
        scaled.height(to.height());
        scaled.format(AV_PIX_FMT_YUV420P);
        Av.check(av_frame_get_buffer(scaled, 0), "no memory for a picture");
    }

    /** The picture itself where it has the right size; else one that is good until the next call. */
    public AVFrame scale(AVFrame picture) {
        if (context == null) {
            return picture;
        }
        Av.check(av_frame_make_writable(scaled), "no memory for a picture");
        Av.check(
                sws_scale(context, picture.data(), picture.linesize(), 0, height, scaled.data(), scaled.linesize()),
                "a picture can not be scaled");
        return scaled;
    }

    @Override
    public void close() {
        av_frame_free(scaled);
        if (context != null) {
            sws_freeContext(context);
        }
    }
}
