package dev.headwater.standalone.bench;

import java.util.Arrays;

/**
 * Writes MPEG-TS segments of any length as our muxer lays them out: tables, a key frame, and video to the end. There is
 * nothing to see in them, but whoever cuts and forwards packets finds what it looks for.
 */
final class TsMaker {
    private static final int PACKET = 188;
    private static final int PMT_PID = 0x1000;
    private static final int VIDEO_PID = 0x100;
    private static final int UNIT_START = 0x40;
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTED = 0x30;
    /** Program 1 has its PMT on PID 0x1000; H.264 on PID 0x100 has the clock. Nobody here looks at the CRC. */
    private static final int[] PAT = {0, 0, 0xb0, 0x0d, 0, 1, 0xc1, 0, 0, 0, 1, 0xf0, 0, 1, 2, 3, 4};

    private static final int[] PMT = {
        0, 2, 0xb0, 0x12, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, 0x1b, 0xe1, 0, 0xf0, 0, 1, 2, 3, 4
    };
    private static final int TABLES_AND_KEY_FRAME = 3;

    private TsMaker() {}

    /** A segment of about so many bytes, in whole packets. */
    static byte[] segment(int bytes) {
        int packets = Math.max(TABLES_AND_KEY_FRAME, bytes / PACKET);
        byte[] segment = new byte[packets * PACKET];
        Arrays.fill(segment, (byte) 0xff);
        table(segment, 0, 0, PAT);
        table(segment, PACKET, PMT_PID, PMT);
        for (int i = 2; i < packets; i++) {
            boolean first = i == 2;
            header(
                    segment,
                    i * PACKET,
                    VIDEO_PID,
                    first ? UNIT_START : 0,
                    (first ? ADAPTED : PAYLOAD) | ((i - 2) & 0xf));
        }
        segment[2 * PACKET + 4] = 1; // an adaptation field of one byte,
        segment[2 * PACKET + 5] = 0x40; // which says that a decoder may begin here
        return segment;
    }

    private static void table(byte[] segment, int at, int pid, int[] section) {
        header(segment, at, pid, UNIT_START, PAYLOAD);
        for (int i = 0; i < section.length; i++) {
            segment[at + 4 + i] = (byte) section[i];
        }
    }

    private static void header(byte[] segment, int at, int pid, int flags, int control) {
        segment[at] = 0x47;
        segment[at + 1] = (byte) (flags | pid >> 8);
        segment[at + 2] = (byte) pid;
        segment[at + 3] = (byte) control;
    }
}
