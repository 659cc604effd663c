package dev.headwater.ingest.pipeline.source;

import org.jspecify.annotations.Nullable;

/** Sound that comes without a container, as radio stations send it: MP3 or AAC in ADTS, from anywhere on. */
final class SoundStream {
    /** Enough for that of MP3 at its highest rate; of AAC, at any that is broadcast. */
    static final int PEEKED = 4096;

    private static final int FRAMES = 3;
    private static final int HEADER = 4;
    private static final int ADTS_HEADER = 6;

    /** Of MPEG 1 layer III in kbit/s, and of MPEG 2 (ISO 11172-3 §2.4.2.3, ISO 13818-3). */
    private static final int[][] RATES = {
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

    private SoundStream() {}

    /** FFmpeg's name of what these bytes are of; null: neither. Frames have to follow one another. */
    static @Nullable String format(byte[] bytes) {
        if (bytes.length > 2 && bytes[0] == 'I' && bytes[1] == 'D' && bytes[2] == '3') {
            return "mp3";
        }
        for (int at = 0; at + ADTS_HEADER < bytes.length / 2; at++) {
            if (runs(bytes, at, true)) {
                return "aac";
            }
            if (runs(bytes, at, false)) {
                return "mp3";
            }
        }
        return null;
    }

    /** Whether three frames begin one behind the other: less may be chance. */
    private static boolean runs(byte[] bytes, int from, boolean adts) {
        int at = from;
        int frames = 0;
        while (at + ADTS_HEADER < bytes.length && frames < FRAMES) {
            int length = adts ? adts(bytes, at) : mp3(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
            frames++;
        }
        return frames == FRAMES;
    }

    /** How long the frame is that begins there; 0: none does. */
    private static int adts(byte[] bytes, int at) {
        boolean sync = bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xf6) == 0xf0;
        int length = (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
        return sync && length > ADTS_HEADER ? length : 0;
    }

    private static int mp3(byte[] bytes, int at) {
        boolean sync = bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xe6) == 0xe2;
        int version = bytes[at + 1] >> 3 & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
        int rate = bytes[at + 2] >> 4 & 0xf;
        int samples = bytes[at + 2] >> 2 & 3;
        if (!sync || version == 1 || rate == 0 || rate == 0xf || samples == 3) {
            return 0;
        }
        boolean first = version == 3;
        int hertz = SAMPLE_RATES[samples] / (first ? 1 : version == 2 ? 2 : 4);
        int padding = bytes[at + 2] >> 1 & 1;
        int length = (first ? 144_000 : 72_000) * RATES[first ? 0 : 1][rate] / hertz + padding;
        return Math.max(HEADER, length);
    }
}
