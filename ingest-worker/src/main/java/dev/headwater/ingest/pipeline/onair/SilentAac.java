package dev.headwater.ingest.pipeline.onair;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * A frame of AAC in which nothing is heard, of the make of those it comes between (ISO 14496-3).
 *
 * @param bytes as the source's own packets are, with a header of ADTS or without
 * @param ticks how long it lasts, in 1/90,000 s
 */
record SilentAac(byte[] bytes, double ticks) {
    private static final int LOW_COMPLEXITY = 2;
    private static final int HEADER = 7;
    private static final double SAMPLES = 1024 * 90_000.0;
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000
    };

    /** An element of one channel that has no band, and of two that share a window; both followed by the end (§4.4.2.1). */
    private static final byte[] MONO = bits("000 0000" + "00000000" + "0 00 0 000000 0" + "000" + "111");

    private static final byte[] STEREO =
            bits("001 0000 1" + "0 00 0 000000 0" + "00" + "00000000 000" + "00000000 000" + "111");

    /** Like this packet; empty: it is something else than AAC of low complexity, in mono or stereo. */
    static Optional<SilentAac> like(AVCodecParameters codec, AVPacket packet) {
        if (packet.size() < HEADER) {
            return Optional.empty();
        }
        BytePointer data = packet.data();
        if (isHeader(data)) {
            int rate = (data.get(2) >> 2) & 0xf;
            int channels = ((data.get(2) & 1) << 2) | ((data.get(3) >> 6) & 3);
            return of(((data.get(2) >> 6) & 3) + 1, rate, channels, new byte[] {data.get(1), data.get(2), data.get(3)});
        }
        if (codec.extradata_size() < 2) {
            return Optional.empty();
        }
        int config =
                ((codec.extradata().get(0) & 0xff) << 8) | (codec.extradata().get(1) & 0xff);
        return of(config >> 11, (config >> 7) & 0xf, (config >> 3) & 0xf, new byte[0]);
    }

    /** Whether there begins a header of ADTS. */
    static boolean isHeader(BytePointer data) {
        return (data.get(0) & 0xff) == 0xff && (data.get(1) & 0xf6) == 0xf0;
    }

    private static Optional<SilentAac> of(int type, int rate, int channels, byte[] header) {
        if (type != LOW_COMPLEXITY || rate >= RATES.length || channels < 1 || channels > 2) {
            return Optional.empty();
        }
        byte[] block = channels == 1 ? MONO : STEREO;
        return Optional.of(new SilentAac(header.length == 0 ? block : headed(header, block), SAMPLES / RATES[rate]));
    }

    /** Behind the same header without a checksum, with a length of its own and a buffer that says nothing (§1.A.2.2). */
    private static byte[] headed(byte[] like, byte[] block) {
        byte[] whole = new byte[HEADER + block.length];
        whole[0] = (byte) 0xff;
        whole[1] = (byte) (like[0] | 1);
        whole[2] = like[1];
        whole[3] = (byte) ((like[2] & 0xf0) | (whole.length >> 11));
        whole[4] = (byte) (whole.length >> 3);
        whole[5] = (byte) ((whole.length << 5) | 0x1f);
        whole[6] = (byte) 0xfc;
        System.arraycopy(block, 0, whole, HEADER, block.length);
        return whole;
    }

    private static byte[] bits(String text) {
        String bits = text.replace(" ", "");
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return bytes;
    }
}
