package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.AvLog;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One MPEG-TS stream. Every piece begins with PAT and PMT. */
public final class TsMuxer implements SegmentMuxer {
    /** How far the clock runs ahead of what it stamps, in µs: time for a set-top box to fill its buffers. */
    private static final int CLOCK_LEAD = 300_000;

    /** Of sound alone, in seconds: a packet more may follow. */
    private static final double CLOCK_EVERY = 0.05;

    private static final long SLOWEST_SOUND = 48_000;
    private static final long FFMPEG_PAYLOAD = 2930;
    private static final byte[] NOTHING = {};

    /** What is written is stamped so much later, in 1/90,000 s: FFmpeg adds its delay twice. */
    static final long LATER = 2L * CLOCK_LEAD * Av.TICKS_PER_SECOND / 1_000_000;

    private final AVFormatContext context = new AVFormatContext(null);
    private final DynamicBuffer buffer = new DynamicBuffer();
    private final AVRational timeBase = new AVRational().num(1).den(Av.TICKS_PER_SECOND);

    private final int audioStream;

    public TsMuxer(AVCodecParameters video, @Nullable AVCodecParameters audio) {
        this(video, audio, 1);
    }

    /** Of sound alone, to be written as audio. */
    static TsMuxer ofSound(AVCodecParameters sound) {
        return new TsMuxer(sound, null, 0);
    }

    private TsMuxer(AVCodecParameters first, @Nullable AVCodecParameters second, int audioStream) {
        this.audioStream = audioStream;
        boolean begun = false;
        try {
            begin(first, second);
            begun = true;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    private void begin(AVCodecParameters first, @Nullable AVCodecParameters second) {
        Av.check(avformat_alloc_output_context2(context, null, "mpegts", null), "no MPEG-TS muxer");
        context.max_delay(CLOCK_LEAD);
        addStream(first);
        if (first.codec_type() == AVMEDIA_TYPE_AUDIO) {
            Av.check(
                    av_opt_set(context.priv_data(), "pes_payload_size", clockEvery(first), 0),
                    "MPEG-TS of sound alone can not be begun");
        }
        if (second != null) {
            addStream(second);
        }
        context.pb(buffer.open());
        // Of AAC alone it warns that it has to guess how often to write the clock.
        int result = AvLog.telling(AV_LOG_ERROR, () -> avformat_write_header(context, (AVDictionary) null));
        Av.check(result, "MPEG-TS can not be begun");
    }

    /**
     * After how many bytes of sound alone the clock is written, with the next of them: at least every 100 ms, as ISO 13818-1
     * §2.7.2 wants it.
     */
    private static String clockEvery(AVCodecParameters sound) {
        long bits = sound.bit_rate() > 0 ? sound.bit_rate() : SLOWEST_SOUND;
        return Long.toString(Math.clamp((long) (bits * CLOCK_EVERY / Byte.SIZE), 1, FFMPEG_PAYLOAD));
    }

    private void addStream(AVCodecParameters parameters) {
        AVStream stream = avformat_new_stream(context, null);
        Av.check(avcodec_parameters_copy(stream.codecpar(), parameters), "no memory for a stream");
        stream.codecpar().codec_tag(0);
    }

    @Override
    public AVRational timeBase() {
        return timeBase;
    }

    @Override
    public void writeVideo(AVPacket packet) {
        packet.stream_index(0);
        write(packet);
        av_packet_unref(packet);
    }

    @Override
    public void writeAudio(AVPacket packet) {
        packet.stream_index(audioStream);
        write(packet);
    }

    private void write(AVPacket packet) {
        packet.pos(-1);
        Av.check(av_write_frame(context, packet), "a packet can not be written as MPEG-TS");
    }

    /** What is written next begins anew with PAT and PMT. */
    @Override
    public void takeSegment(String rendition, Consumer<Piece> to) {
        Av.check(av_write_frame(context, null), "MPEG-TS can not be flushed");
        try {
            buffer.close(bytes -> to.accept(new Piece(NOTHING, bytes)));
        } finally {
            // Also where it was refused: what is written next must not go where it has been.
            context.pb(buffer.open());
            Av.check(
                    av_opt_set(context.priv_data(), "mpegts_flags", "+resend_headers", 0),
                    "MPEG-TS headers can not be repeated");
        }
    }

    /** Without a trailer: MPEG-TS has none. */
    @Override
    public void close() {
        if (buffer.isOpen()) {
            buffer.close(bytes -> {});
            context.pb(null);
        }
        avformat_free_context(context);
        timeBase.close();
    }
}
