package dev.headwater.core.vod;

import java.util.OptionalLong;

/** What the pictures of an MPEG-TS begin at (ISO/IEC 13818-1 §2.4.3): whatever goes with them is timed from there. */
final class FirstStamp {
    private static final int PACKET = 188;
    private static final int SYNC = 0x47;
    private static final int HEAD = 4;
    private static final int STARTS = 0x40;
    private static final int ADAPTATION = 0x20;
    private static final int PAYLOAD = 0x10;
    private static final int STAMP = 9;
    private static final int STAMP_LENGTH = 5;
    private static final int VIDEO = 0xe0;
    private static final int VIDEO_MASK = 0xf0;
    private static final int HAS_STAMP = 0x80;

    private FirstStamp() {}

    /** In 1/90,000 s; empty: it has no pictures, or is no MPEG-TS. */
    static OptionalLong of(byte[] ts) {
        for (int packet = 0; packet + PACKET <= ts.length; packet += PACKET) {
            if (ts[packet] != SYNC) {
                return OptionalLong.empty();
            }
            boolean starts = (ts[packet + 1] & STARTS) != 0 && (ts[packet + 3] & PAYLOAD) != 0;
            boolean isAdapted = (ts[packet + 3] & ADAPTATION) != 0;
            int at = packet + HEAD + (isAdapted ? 1 + (ts[packet + HEAD] & 0xff) : 0);
            if (starts && at + STAMP + STAMP_LENGTH <= packet + PACKET && isPicture(ts, at)) {
                return OptionalLong.of(stamp(ts, at + STAMP));
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isPicture(byte[] ts, int at) {
        return ts[at] == 0
                && ts[at + 1] == 0
                && ts[at + 2] == 1
                && (ts[at + 3] & VIDEO_MASK) == VIDEO
                && (ts[at + 7] & HAS_STAMP) != 0;
    }

    /** 33 bits, a marker behind the third, the eighteenth and the last. */
    private static long stamp(byte[] ts, int at) {
        return ((ts[at] & 0x0eL) << 29)
                | ((ts[at + 1] & 0xffL) << 22)
                | ((ts[at + 2] & 0xfeL) << 14)
                | ((ts[at + 3] & 0xffL) << 7)
                | ((ts[at + 4] & 0xfeL) >> 1);
    }
}
