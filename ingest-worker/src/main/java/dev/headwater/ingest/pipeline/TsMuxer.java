package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * One MPEG-TS stream in memory, taken out piece by piece. Every piece begins with PAT and PMT. Packets come in order of
 * their time stamps, in 1/90,000 s.
 */
final class TsMuxer implements AutoCloseable {
    /** How far the clock runs ahead of what it stamps, in µs: time for a set-top box to fill its buffers. */
    private static final int CLOCK_LEAD = 300_000;

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext buffer = new AVIOContext(null);
    private final AVRational timeBase = new AVRational().num(1).den(Av.TICKS_PER_SECOND);

    TsMuxer(AVCodecParameters video, @Nullable AVCodecParameters audio) {
        Av.check(avformat_alloc_output_context2(context, null, "mpegts", null), "no MPEG-TS muxer");
        context.max_delay(CLOCK_LEAD);
        addStream(video);
        if (audio != null) {
            addStream(audio);
        }
        openBuffer();
        Av.check(avformat_write_header(context, (AVDictionary) null), "MPEG-TS can not be begun");
    }

    private void addStream(AVCodecParameters parameters) {
        AVStream stream = avformat_new_stream(context, null);
        Av.check(avcodec_parameters_copy(stream.codecpar(), parameters), "no memory for a stream");
        stream.codecpar().codec_tag(0);
    }

    AVRational timeBase() {
        return timeBase;
    }

    /** Takes the packet's contents and leaves it blank. */
    void writeVideo(AVPacket packet) {
        packet.stream_index(0);
        write(packet);
        av_packet_unref(packet);
    }

    void writeAudio(AVPacket packet) {
        packet.stream_index(1);
        write(packet);
    }

    private void write(AVPacket packet) {
        packet.pos(-1);
        Av.check(av_write_frame(context, packet), "a packet can not be written as MPEG-TS");
    }

    /** Everything since the last call; what is written next begins anew with PAT and PMT. */
    byte[] takeSegment() {
        Av.check(av_write_frame(context, null), "MPEG-TS can not be flushed");
        byte[] bytes = closeBuffer();
        openBuffer();
        Av.check(
                av_opt_set(context.priv_data(), "mpegts_flags", "+resend_headers", 0),
                "MPEG-TS headers can not be repeated");
        return bytes;
    }

    private void openBuffer() {
        Av.check(avio_open_dyn_buf(buffer), "no memory for a segment");
        context.pb(buffer);
    }

    private byte[] closeBuffer() {
        BytePointer data = new BytePointer((Pointer) null);
        byte[] bytes = new byte[avio_close_dyn_buf(buffer, data)];
        data.get(bytes, 0, bytes.length);
        av_free(data);
        buffer.setNull();
        context.pb(null);
        return bytes;
    }

    /** Without a trailer: MPEG-TS has none. */
    @Override
    public void close() {
        if (!buffer.isNull()) {
            closeBuffer();
        }
        avformat_free_context(context);
        timeBase.close();
    }
}
