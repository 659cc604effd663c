package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** An opened decoder: packets in, frames out, time stamps as they came. Damaged packets are passed over. */
public final class Decoder implements AutoCloseable {
    private static final int THREADS = 2;

    private final AVCodecContext context;
    private final AVFrame frame;
    private final Consumer<AVFrame> sink;

    /** @param sink takes each frame's contents */
    public Decoder(AVCodecParameters parameters, AVRational timeBase, Consumer<AVFrame> sink) {
        this(parameters, timeBase, THREADS, sink);
    }

    public Decoder(AVCodecParameters parameters, AVRational timeBase, int threads, Consumer<AVFrame> sink) {
        this.context = DecoderContext.open(parameters, timeBase, open -> open.thread_count(threads));
        this.frame = av_frame_alloc();
        this.sink = sink;
    }

    /** Whether this FFmpeg decodes it. */
    public static boolean isKnown(AVCodecParameters parameters) {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        return codec != null && !codec.isNull();
    }

    /** Passes on pictures too that lack others they were made from, from here on. */
    public void showDamaged() {
        context.flags(context.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT);
    }

    public void decode(AVPacket packet) {
        send(packet);
    }

    /** Passes on what the decoder still holds, and makes it ready for what comes after a cut. */
    public void drain() {
        send(null);
        avcodec_flush_buffers(context);
    }

    private void send(@Nullable AVPacket packet) {
        avcodec_send_packet(context, packet);
        while (avcodec_receive_frame(context, frame) >= 0) {
            frame.pts(frame.best_effort_timestamp());
            sink.accept(frame);
            av_frame_unref(frame);
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
