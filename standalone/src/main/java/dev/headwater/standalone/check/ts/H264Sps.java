package dev.headwater.standalone.check.ts;

import java.util.Set;

/** A sequence parameter set of H.264 (§7.3.2.1.1), as far as its picture's size. */
final class H264Sps {
    /** Profiles that say more of chroma. */
    private static final Set<Integer> HIGH = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    private static final int MACROBLOCK = 16;
    private static final int YUV444 = 3;

    private H264Sps() {}

    /** @param bits behind the NAL unit's type */
    static Picture.Format read(Bits bits) {
        int profile = bits.bits(8);
        int constraints = bits.bits(8);
        int level = bits.bits(8);
        bits.unsigned();
        int chroma = HIGH.contains(profile) ? chroma(bits) : 1;
        bits.unsigned();
        order(bits);
        bits.unsigned();
        bits.skip(1);
        int width = (bits.unsigned() + 1) * MACROBLOCK;
        int units = bits.unsigned() + 1;
        boolean frames = bits.flag();
        int height = units * MACROBLOCK * (frames ? 1 : 2);
        bits.skip(frames ? 1 : 2);
        if (bits.flag()) {
            int across = chroma == 1 || chroma == 2 ? 2 : 1;
            int down = (chroma == 1 ? 2 : 1) * (frames ? 1 : 2);
            width -= across * (bits.unsigned() + bits.unsigned());
            height -= down * (bits.unsigned() + bits.unsigned());
        }
        return new Picture.Format("avc1.%02x%02x%02x".formatted(profile, constraints, level), width, height);
    }

    private static int chroma(Bits bits) {
        int chroma = bits.unsigned();
        bits.skip(chroma == YUV444 ? 1 : 0);
        bits.unsigned();
        bits.unsigned();
        bits.skip(1);
        if (bits.flag()) {
            for (int list = 0; list < (chroma == YUV444 ? 12 : 8); list++) {
                if (bits.flag()) {
                    scaling(bits, list < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    private static void scaling(Bits bits, int size) {
        int next = 8;
        for (int i = 0, last = 8; i < size && next != 0; i++) {
            next = (last + bits.signed()) & 0xff;
            last = next == 0 ? last : next;
        }
    }

    private static void order(Bits bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.skip(1);
            bits.signed();
            bits.signed();
            int count = bits.unsigned();
            for (int i = 0; i < count; i++) {
                bits.signed();
            }
        }
    }
}
