package dev.headwater.core.guide.xmltv;

/**
 * What a file may cost.
 *
 * @param packedBytes as it comes
 * @param plainBytes unpacked
 * @param ratio how many times its packed size a file may be, once it is larger than {@link #RATIO_FROM}
 * @param depth of elements in each other
 * @param gapBytes one tag, text, comment or document type may have, whatever is kept of it
 * @param names different names of elements and attributes
 */
public record XmltvLimits(long packedBytes, long plainBytes, int ratio, int depth, int gapBytes, int names) {
    /** Files smaller than this may be packed as tightly as they like. */
    static final long RATIO_FROM = 4L << 20;

    /** Ten times the guide of a large headend. Guides are packed 8 to 30 times. */
    public static final XmltvLimits USUAL = new XmltvLimits(1L << 30, 4L << 30, 200, 32, 1 << 20, 1000);
}
