package dev.headwater.standalone.check.ts;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the beginning of an access unit tells.
 *
 * @param key whether decoding may begin here: its first slice is of an IDR picture; with HEVC, of any IRAP picture
 * @param format from its sequence parameter set, where there is one that can be read
 */
record Picture(boolean key, Optional<Format> format) {
    private static final int H264_SLICE = 1;
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int HEVC_LAST_SLICE = 31;
    private static final int HEVC_IRAP = 16;
    private static final int HEVC_LAST_IRAP = 23;
    private static final int HEVC_SPS = 33;

    /** @param codec RFC 6381 */
    record Format(String codec, int width, int height) {}

    static Picture h264(byte[] bytes, int length) {
        Optional<Format> format = Optional.empty();
        for (int nal = nal(bytes, 0, length); nal >= 0; nal = nal(bytes, nal, length)) {
            int head = nal + 1;
            int type = bytes[nal] & 0x1f;
            if (type == H264_SPS) {
                format = read(() -> H264Sps.read(new Bits(bytes, head, length)));
            } else if (type >= H264_SLICE && type <= H264_IDR) {
                return new Picture(type == H264_IDR, format);
            }
        }
        return new Picture(false, format);
    }

    static Picture hevc(byte[] bytes, int length) {
        Optional<Format> format = Optional.empty();
        for (int nal = nal(bytes, 0, length); nal >= 0; nal = nal(bytes, nal, length)) {
            int head = nal + 1;
            int type = (bytes[nal] >> 1) & 0x3f;
            if (type == HEVC_SPS) {
                format = read(() -> HevcSps.read(new Bits(bytes, head + 1, length)));
            } else if (type <= HEVC_LAST_SLICE) {
                return new Picture(type >= HEVC_IRAP && type <= HEVC_LAST_IRAP, format);
            }
        }
        return new Picture(false, format);
    }

    private static Optional<Format> read(Supplier<Format> set) {
        try {
            return Optional.of(set.get());
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Where the next NAL unit's first byte is; -1: there is none. */
    private static int nal(byte[] bytes, int from, int length) {
        for (int at = from; at + 3 < length; at++) {
            if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) {
                return at + 3;
            }
        }
        return -1;
    }
}
