package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AC3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_EAC3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_AAC_LOW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_HEVC_MAIN_10;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;

/** Codecs as RFC 6381 names them, from the stream's own headers; empty where HLS players do not take them in MPEG-TS. */
public final class CodecNames {
    private static final int SPS = 7;

    private CodecNames() {}

    public static Optional<String> video(AVCodecParameters parameters, BytePointer firstPacket, int packetSize) {
        int id = parameters.codec_id();
        if (id == AV_CODEC_ID_H264) {
            byte[] told = bytes(parameters.extradata(), parameters.extradata_size());
            // In a byte stream what the picture says counts more than what was said when the source was opened.
            return isByteStream(parameters)
                    ? h264(bytes(firstPacket, Math.min(packetSize, 4096))).or(() -> h264(told))
                    : h264(told);
        }
        if (id == AV_CODEC_ID_HEVC) {
            boolean main10 = parameters.profile() == AV_PROFILE_HEVC_MAIN_10;
            return Optional.of("hvc1." + (main10 ? "2.4" : "1.6") + ".L" + parameters.level() + ".B0");
        }
        return Optional.empty();
    }

    public static boolean isH264(AVCodecParameters parameters) {
        return parameters.codec_id() == AV_CODEC_ID_H264;
    }

    /** Whether packets have start codes (ISO 14496-10 annex B) and not lengths, as in MP4 files. */
    public static boolean isByteStream(AVCodecParameters parameters) {
        return parameters.extradata_size() == 0 || parameters.extradata().get(0) != 1;
    }

    public static Optional<String> audio(AVCodecParameters parameters) {
        int id = parameters.codec_id();
        if (id == AV_CODEC_ID_AAC) {
            int profile = parameters.profile() < 0 ? AV_PROFILE_AAC_LOW : parameters.profile();
            return Optional.of("mp4a.40." + (profile + 1));
        }
        if (id == AV_CODEC_ID_AC3) {
            return Optional.of("ac-3");
        }
        if (id == AV_CODEC_ID_EAC3) {
            return Optional.of("ec-3");
        }
        return id == AV_CODEC_ID_MP3 ? Optional.of("mp4a.40.34") : Optional.empty();
    }

    /** As FFmpeg calls it: for messages. */
    public static String plain(AVCodecParameters parameters) {
        return Av.string(avcodec_get_name(parameters.codec_id()));
    }

    /** From an avcC record (ISO 14496-15 §5.3.3.1) or an Annex B stream: profile, constraints and level of the SPS. */
    static Optional<String> h264(byte[] header) {
        if (header.length > 3 && header[0] == 1) {
            return Optional.of(avc1(header, 1));
        }
        for (int i = 0; i + 6 < header.length; i++) {
            boolean startCode = header[i] == 0 && header[i + 1] == 0 && header[i + 2] == 1;
            if (startCode && (header[i + 3] & 0x1f) == SPS) {
                return Optional.of(avc1(header, i + 4));
            }
        }
        return Optional.empty();
    }

    private static String avc1(byte[] header, int at) {
        return "avc1.%02x%02x%02x".formatted(header[at] & 0xff, header[at + 1] & 0xff, header[at + 2] & 0xff);
    }

    private static byte[] bytes(BytePointer data, int size) {
        byte[] bytes = new byte[data == null || data.isNull() ? 0 : size];
        if (bytes.length > 0) {
            data.get(bytes, 0, bytes.length);
        }
        return bytes;
    }
}
