package dev.headwater.standalone.check.ts;

/** A sequence parameter set of HEVC (§7.3.2.2), as far as its picture's size. */
final class HevcSps {
    private static final int SUB_LAYERS = 8;
    private static final int PROFILE_BITS = 88;
    private static final int LEVEL_BITS = 8;
    private static final int YUV444 = 3;

    private HevcSps() {}

    /** @param bits behind the NAL unit's head of two bytes */
    static Picture.Format read(Bits bits) {
        bits.skip(4);
        int layers = bits.bits(3);
        bits.skip(1);
        bits.skip(2);
        boolean high = bits.flag();
        int profile = bits.bits(5);
        int compatible = Integer.reverse(bits.bits(32));
        bits.skip(48);
        int level = bits.bits(8);
        layers(bits, layers);
        bits.unsigned();
        int chroma = bits.unsigned();
        bits.skip(chroma == YUV444 ? 1 : 0);
        int width = bits.unsigned();
        int height = bits.unsigned();
        if (bits.flag()) {
            width -= (chroma == 1 || chroma == 2 ? 2 : 1) * (bits.unsigned() + bits.unsigned());
            height -= (chroma == 1 ? 2 : 1) * (bits.unsigned() + bits.unsigned());
        }
        String codec = "hvc1.%d.%X.%s%d".formatted(profile, compatible, high ? "H" : "L", level);
        return new Picture.Format(codec, width, height);
    }

    private static void layers(Bits bits, int count) {
        boolean[] profile = new boolean[count];
        boolean[] level = new boolean[count];
        for (int i = 0; i < count; i++) {
            profile[i] = bits.flag();
            level[i] = bits.flag();
        }
        bits.skip(count > 0 ? 2 * (SUB_LAYERS - count) : 0);
        for (int i = 0; i < count; i++) {
            bits.skip((profile[i] ? PROFILE_BITS : 0) + (level[i] ? LEVEL_BITS : 0));
        }
    }
}
