package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;

import dev.headwater.ingest.pipeline.av.Av;
import java.io.ByteArrayOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes a picture a JPEG. */
public final class Jpeg {
    /** Of mjpeg's 2 to 31, lower is better. */
    public static final int FINE = 5;

    private Jpeg() {}

    /** @param picture YUV420P, of full range */
    public static byte[] of(AVFrame picture, int quality) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (Encoder encoder = encoder(picture.width(), picture.height(), quality)) {
            picture.pts(0);
            encoder.encode(picture, (packet, time) -> {
                byte[] bytes = new byte[packet.size()];
                packet.data().get(bytes, 0, bytes.length);
                made.writeBytes(bytes);
            });
        }
        return made.toByteArray();
    }

    private static Encoder encoder(int width, int height, int quality) {
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).color_range(AVCOL_RANGE_JPEG);
        context.time_base().num(1).den(1);
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
        context.global_quality(quality * FF_QP2LAMBDA);
        context.thread_count(1);
        Av.check(avcodec_open2(context, codec, (AVDictionary) null), "this FFmpeg makes no JPEG");
        return new Encoder(context);
    }
}
