package dev.headwater.api.ts;

/**
 * The header of MPEG-TS packets (ISO/IEC 13818-1 §2.4.3.2 to 2.4.3.5), read and written where they lie: {@code at} is the
 * offset of a packet's first byte.
 */
final class TsPackets {
    static final int SIZE = 188;
    static final int PIDS = 0x2000;
    static final int NULL_PID = 0x1fff;

    private static final byte SYNC = 0x47;
    private static final int HEADER = 4;
    private static final int COUNTER = 0x0f;
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;
    private static final int UNIT_START = 0x40;
    private static final int DISCONTINUITY = 0x80;
    private static final int RANDOM_ACCESS = 0x40;

    private TsPackets() {}

    /** Whether these are whole packets, at least one. */
    static boolean areWhole(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % SIZE != 0) {
            return false;
        }
        for (int at = 0; at < bytes.length; at += SIZE) {
            if (bytes[at] != SYNC) {
                return false;
            }
        }
        return true;
    }

    static int pid(byte[] bytes, int at) {
        return ((bytes[at + 1] & 0x1f) << 8) | (bytes[at + 2] & 0xff);
    }

    /** Whether a section or a PES packet begins here. */
    static boolean startsUnit(byte[] bytes, int at) {
        return (bytes[at + 1] & UNIT_START) != 0;
    }

    static boolean hasPayload(byte[] bytes, int at) {
        return (bytes[at + 3] & PAYLOAD) != 0;
    }

    static boolean isRandomAccess(byte[] bytes, int at) {
        return (adaptationFlags(bytes, at) & RANDOM_ACCESS) != 0;
    }

    private static int adaptationFlags(byte[] bytes, int at) {
        boolean has = (bytes[at + 3] & ADAPTATION) != 0 && bytes[at + HEADER] != 0;
        return has ? bytes[at + HEADER + 1] : 0;
    }

    /** The offset of the payload's first byte; at most that of the packet's end. */
    static int payload(byte[] bytes, int at) {
        boolean adapted = (bytes[at + 3] & ADAPTATION) != 0;
        return Math.min(at + SIZE, at + HEADER + (adapted ? 1 + (bytes[at + HEADER] & 0xff) : 0));
    }

    static int counter(byte[] bytes, int at) {
        return bytes[at + 3] & COUNTER;
    }

    static void setCounter(byte[] bytes, int at, int counter) {
        bytes[at + 3] = (byte) ((bytes[at + 3] & ~COUNTER) | (counter & COUNTER));
    }

    /** The counter of the packet before this one on its PID: only packets with a payload count. */
    static int counterBefore(byte[] bytes, int at) {
        return (counter(bytes, at) - (hasPayload(bytes, at) ? 1 : 0)) & COUNTER;
    }

    /** Writes a packet without payload that says: what comes next on this PID follows on nothing. */
    static void writeDiscontinuity(byte[] bytes, int at, int pid, int counter) {
        bytes[at] = SYNC;
        bytes[at + 1] = (byte) (pid >> 8);
        bytes[at + 2] = (byte) pid;
        bytes[at + 3] = (byte) (ADAPTATION | counter);
        bytes[at + HEADER] = (byte) (SIZE - HEADER - 1);
        bytes[at + HEADER + 1] = (byte) DISCONTINUITY;
        for (int stuffing = at + HEADER + 2; stuffing < at + SIZE; stuffing++) {
            bytes[stuffing] = (byte) 0xff;
        }
    }
}
