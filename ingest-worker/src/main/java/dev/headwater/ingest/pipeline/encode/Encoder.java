package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** An opened encoder: frames in, packets out, in its own time base. */
public final class Encoder implements VideoEncoder {
    private final AVCodecContext context;
    private final AVRational timeBase;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final @Nullable PictureUpload upload;

    /** Owns the context from here on. */
    Encoder(AVCodecContext opened) {
        this(opened, null);
    }

    /**
     * Owns both from here on.
     *
     * @param upload what frames pass before they are encoded; null: nothing
     */
    Encoder(AVCodecContext opened, @Nullable PictureUpload upload) {
        this.context = opened;
        this.upload = upload;
        this.timeBase = opened.time_base();
        Av.check(avcodec_parameters_from_context(parameters, opened), "no memory for an encoder");
    }

    @Override
    public String name() {
        return Av.string(context.codec().name());
    }

    @Override
    public AVCodecParameters parameters() {
        return parameters;
    }

    @Override
    public AVRational timeBase() {
        return timeBase;
    }

    @Override
    public void encode(AVFrame frame, PacketSink sink) {
        send(upload == null ? frame : upload.of(frame), sink);
    }

    @Override
    public void finish(PacketSink sink) {
        send(null, sink);
    }

    private void send(@Nullable AVFrame frame, PacketSink sink) {
        Av.check(avcodec_send_frame(context, frame), "the encoder takes no frame");
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (Av.wantsMore(result) || Av.isEnd(result)) {
                return;
            }
            Av.check(result, "the encoder failed");
            sink.packet(packet, timeBase);
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_parameters_free(parameters);
        avcodec_free_context(context);
        if (upload != null) {
            upload.close();
        }
    }
}
