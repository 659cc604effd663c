package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * What a key frame says of all that follow: an H.264 or H.265 sequence parameter set in the stream itself, or what comes
 * beside the packets where they have lengths instead of start codes, as those of FLV and MP4 have.
 */
public final class SequenceHeader {
    private static final byte[] NONE = {};

    /** Parameter sets stand before the picture. */
    private static final int LOOKED_AT = 4096;

    private static final int H264_SPS = 7;
    private static final int HEVC_SPS = 33;

    /** The first of the AAC object types that say their sample rate otherwise. */
    private static final int SBR = 5;

    private static final int RATE_BESIDE = 15;

    private SequenceHeader() {}

    /** Its bytes; empty: the packet has none. */
    public static byte[] of(AVCodecParameters parameters, AVPacket packet) {
        int codec = parameters.codec_id();
        boolean known = codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC;
        if (!known) {
            return NONE;
        }
        if (!CodecNames.isByteStream(parameters)) {
            return beside(packet);
        }
        byte[] bytes = new byte[Math.min(LOOKED_AT, packet.size())];
        packet.data().get(bytes, 0, bytes.length);
        int begin = -1;
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] != 0 || bytes[i + 1] != 0 || bytes[i + 2] != 1) {
                continue;
            }
            if (begin >= 0) {
                return Arrays.copyOfRange(bytes, begin, bytes[i - 1] == 0 ? i - 1 : i);
            }
            boolean header = codec == AV_CODEC_ID_H264
                    ? (bytes[i + 3] & 0x1f) == H264_SPS
                    : (bytes[i + 3] >> 1 & 0x3f) == HEVC_SPS;
            begin = header ? i + 3 : -1;
        }
        return NONE;
    }

    /** What the feed said of the first pictures; empty: that is in the stream itself. */
    public static byte[] first(AVCodecParameters parameters, AVPacket packet) {
        if (CodecNames.isByteStream(parameters)) {
            return of(parameters, packet);
        }
        byte[] told = new byte[parameters.extradata_size()];
        parameters.extradata().get(told, 0, told.length);
        return told;
    }

    /** Whether a packet says, beside its contents, that from it on another header holds than a stream's parameters have. */
    public static boolean isOther(AVCodecParameters parameters, AVPacket packet) {
        byte[] now = packet.side_data_elems() == 0 ? NONE : beside(packet);
        if (now.length == 0) {
            return false;
        }
        byte[] known = new byte[parameters.extradata_size()];
        if (known.length > 0) {
            parameters.extradata().get(known, 0, known.length);
        }
        if (parameters.codec_id() == AV_CODEC_ID_AAC && isPlain(now) && isPlain(known)) {
            return aac(now) != aac(known);
        }
        return !Arrays.equals(now, known);
    }

    /**
     * Whether an AudioSpecificConfig (ISO 14496-3 §1.6.2.1) says all that counts in its first two bytes. Encoders differ in
     * what they write behind those of the same sound.
     */
    private static boolean isPlain(byte[] header) {
        return header.length >= 2 && (aac(header) >> 8) < SBR && ((aac(header) >> 4) & 15) != RATE_BESIDE;
    }

    /** Object type, sample rate and channels: 5, 4 and 4 bits. */
    private static int aac(byte[] header) {
        return (((header[0] & 0xff) << 8) | (header[1] & 0xff)) >> 3;
    }

    /** What a packet says beside its contents; empty: nothing. */
    static byte[] beside(AVPacket packet) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
            byte[] told = new byte[data == null || data.isNull() ? 0 : (int) size.get()];
            if (told.length > 0) {
                data.get(told, 0, told.length);
            }
            return told;
        }
    }

    /** A picture's sides in pixels; 0 where they can not be told. */
    public record Size(int width, int height) {}

    /** How large the pictures are that begin with this key frame. */
    public static Size size(AVCodecParameters parameters, AVPacket packet) {
        int codec = parameters.codec_id();
        AVCodecParserContext parser = av_parser_init(codec);
        if (parser == null || parser.isNull()) {
            return new Size(0, 0);
        }
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_decoder(codec));
        try (BytePointer out = new BytePointer();
                IntPointer length = new IntPointer(1)) {
            avcodec_parameters_to_context(context, parameters);
            parser.flags(parser.flags() | AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES);
            av_parser_parse2(
                    parser, context, out, length, packet.data(), packet.size(), AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
            return new Size(parser.width(), parser.height());
        } finally {
            av_parser_close(parser);
            avcodec_free_context(context);
        }
    }
}
