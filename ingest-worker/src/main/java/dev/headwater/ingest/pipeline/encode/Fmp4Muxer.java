package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AC3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_EAC3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.headwater.ingest.pipeline.av.AdtsHeaders;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.SequenceHeader;
import dev.headwater.ingest.pipeline.av.SoundMissingException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * One fragmented MP4 (ISO 14496-12 §8.8): a piece is a fragment, its times those of the packets, and the head is what stands
 * before the first. It is begun with the first packets: of a byte stream the head is in its pictures, of AAC that comes with
 * ADTS headers in those.
 */
final class Fmp4Muxer implements SegmentMuxer {
    /** FFmpeg writes {@code hev1} by itself, which some players do not take. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    /**
     * Fragments where we say so; a head without samples, written when a packet of each stream is known; times that do not
     * begin at 0; no index, which would grow for ever.
     */
    private static final String FLAGS =
            "+frag_custom+empty_moov+delay_moov+default_base_moof+frag_discont+skip_trailer";

    private static final int BOX = 8;
    private static final int TOLD = 'm' << 24 | 'o' << 16 | 'o' << 8 | 'v';
    private static final int FRAGMENT = 'm' << 24 | 'o' << 16 | 'o' << 8 | 'f';
    private static final String CAN_NOT = "an fMP4 segment can not be written";

    private final AVFormatContext context = new AVFormatContext(null);
    private final DynamicBuffer buffer = new DynamicBuffer();
    private final AVRational timeBase = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private final AVCodecParameters leading;
    private final @Nullable AVCodecParameters sound;
    private final int audioStream;
    /** Its sound, or what leads, which may be sound. */
    private final AVCodecParameters heard;

    private final int heardStream;
    private final @Nullable AdtsHeaders headers;
    private final ArrayDeque<AVPacket> early = new ArrayDeque<>();
    private boolean begun;
    private boolean isHeard;
    private byte[] head = {};

    Fmp4Muxer(AVCodecParameters leading, @Nullable AVCodecParameters sound) {
        this(leading, sound, 1);
    }

    /** Of sound alone, to be written as audio. */
    static Fmp4Muxer ofSound(AVCodecParameters sound) {
        return new Fmp4Muxer(sound, null, 0);
    }

    private Fmp4Muxer(AVCodecParameters leading, @Nullable AVCodecParameters sound, int audioStream) {
        this.leading = copy(leading);
        this.sound = sound == null ? null : copy(sound);
        this.audioStream = audioStream;
        this.heard = this.sound == null ? this.leading : this.sound;
        this.heardStream = sound == null ? 0 : 1;
        this.headers = heard.codec_id() == AV_CODEC_ID_AAC ? new AdtsHeaders(heard) : null;
        Av.check(avformat_alloc_output_context2(context, null, "mp4", null), "no MP4 muxer");
    }

    private static AVCodecParameters copy(AVCodecParameters parameters) {
        AVCodecParameters own = avcodec_parameters_alloc();
        Av.check(avcodec_parameters_copy(own, parameters), "no memory for a stream's parameters");
        return own;
    }

    @Override
    public AVRational timeBase() {
        return timeBase;
    }

    @Override
    public void writeVideo(AVPacket packet) {
        write(packet, 0);
        av_packet_unref(packet);
    }

    @Override
    public void writeAudio(AVPacket packet) {
        write(packet, audioStream);
    }

    private void write(AVPacket packet, int stream) {
        packet.stream_index(stream);
        if (headers != null && stream == heardStream) {
            if (!headers.take(packet)) {
                return;
            }
            told(AdtsHeaders.told(packet));
        }
        if (!begun) {
            if (isUntold()) {
                keep(packet);
                return;
            }
            begin(early.isEmpty() ? packet : early.peek());
        }
        add(packet);
    }

    /** Whether the head could not yet be written: of AAC it says what only the first packet tells. */
    private boolean isUntold() {
        return headers != null && heard.extradata_size() == 0;
    }

    private void told(byte[] config) {
        if (config.length > 0 && !begun && isUntold()) {
            BytePointer own = new BytePointer(av_mallocz(config.length + AV_INPUT_BUFFER_PADDING_SIZE));
            own.put(config, 0, config.length);
            heard.extradata(own).extradata_size(config.length);
        }
    }

    private void keep(AVPacket packet) {
        AVPacket own = av_packet_alloc();
        av_packet_move_ref(own, packet);
        early.add(own);
    }

    /** Leaves the packet to its owner. */
    private void add(AVPacket packet) {
        isHeard |= packet.stream_index() == heardStream;
        packet.pos(-1);
        av_packet_rescale_ts(
                packet, timeBase, context.streams(packet.stream_index()).time_base());
        Av.check(av_write_frame(context, packet), "a packet can not be written as fMP4");
    }

    private void begin(@Nullable AVPacket first) {
        if (first != null && leading.codec_type() == AVMEDIA_TYPE_VIDEO) {
            SequenceHeader.Size size = SequenceHeader.size(leading, first);
            if (size.width() > 0 && size.height() > 0) {
                leading.width(size.width()).height(size.height());
            }
        }
        addStream(leading);
        if (sound != null) {
            addStream(sound);
        }
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT); // what made it is nobody's business
        context.avoid_negative_ts(AVFormatContext.AVFMT_AVOID_NEG_TS_DISABLED);
        context.pb(buffer.open());
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", FLAGS, 0);
        av_dict_set(options, "use_editlist", "0", 0);
        av_dict_set(options, "video_track_timescale", Integer.toString(Av.TICKS_PER_SECOND), 0);
        // It warns of sound whose frames are of no known size.
        int result = AvLog.telling(AV_LOG_ERROR, () -> avformat_write_header(context, options));
        av_dict_free(options);
        Av.check(result, CAN_NOT);
        begun = true;
        for (AVPacket packet = early.poll(); packet != null; packet = early.poll()) {
            try {
                add(packet);
            } finally {
                av_packet_free(packet);
            }
        }
    }

    private void addStream(AVCodecParameters parameters) {
        AVStream stream = avformat_new_stream(context, null);
        Av.check(avcodec_parameters_copy(stream.codecpar(), parameters), "no memory for a stream");
        stream.codecpar().codec_tag(parameters.codec_id() == AV_CODEC_ID_HEVC ? HVC1 : 0);
        if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO && CodecNames.isByteStream(parameters)) {
            stream.codecpar().extradata_size(0); // what the first picture says counts
        }
        stream.time_base(timeBase);
    }

    @Override
    public void takeSegment(String rendition, Consumer<Piece> to) {
        if (head.length == 0 && !isHeard && saysNothing(heard)) {
            throw new SoundMissingException(rendition);
        }
        if (!begun) {
            told(AdtsHeaders.guessed(heard)); // its sound may come later
            begin(early.peek());
        }
        byte[] bytes = flush();
        if (head.length == 0) {
            int length = headLength(bytes);
            if (length == 0) {
                throw saysNothing(heard) ? new SoundMissingException(rendition) : new PipelineException(CAN_NOT);
            }
            head = Arrays.copyOf(bytes, length);
            bytes = length < bytes.length ? Arrays.copyOfRange(bytes, length, bytes.length) : flush();
        }
        to.accept(new Piece(head, ByteBuffer.wrap(bytes)));
    }

    private byte[] flush() {
        Av.check(av_write_frame(context, null), CAN_NOT);
        byte[] bytes = buffer.close();
        context.pb(buffer.open());
        return bytes;
    }

    /** Whether a head tells of it only what its first packet said (ETSI TS 102 366 annex F). */
    private static boolean saysNothing(AVCodecParameters sound) {
        return sound.codec_id() == AV_CODEC_ID_AC3 || sound.codec_id() == AV_CODEC_ID_EAC3;
    }

    /** Up to the first fragment; 0: it is not whole, since FFmpeg says nothing where it leaves off in the middle. */
    private static int headLength(byte[] bytes) {
        ByteBuffer boxes = ByteBuffer.wrap(bytes);
        boolean isTold = false;
        int at = 0;
        while (at + BOX <= bytes.length && boxes.getInt(at + 4) != FRAGMENT) {
            int size = boxes.getInt(at);
            if (size < BOX || size > bytes.length - at) {
                return 0;
            }
            isTold |= boxes.getInt(at + 4) == TOLD;
            at += size;
        }
        return isTold ? at : 0;
    }

    /** Without a trailer: it would be an index. */
    @Override
    public void close() {
        if (buffer.isOpen()) {
            buffer.close();
            context.pb(null);
        }
        avformat_free_context(context);
        early.forEach(Fmp4Muxer::free);
        if (headers != null) {
            headers.close();
        }
        avcodec_parameters_free(leading);
        if (sound != null) {
            avcodec_parameters_free(sound);
        }
        timeBase.close();
    }

    private static void free(AVPacket packet) {
        av_packet_free(packet);
    }
}
