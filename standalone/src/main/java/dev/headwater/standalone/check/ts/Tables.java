package dev.headwater.standalone.check.ts;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** PAT and PMT (ISO/IEC 13818-1 §2.4.4) of a stream of one program: the first it names. */
final class Tables {
    static final int PAT_PID = 0;

    private static final int HEADER = 8;
    private static final int CRC = 4;
    private static final int MAX_SECTION = 4096;

    private final Map<Integer, ByteArrayOutputStream> begun = new HashMap<>();
    private final Map<Integer, Integer> types = new LinkedHashMap<>();
    private int pmtPid = -1;

    /** The PID of the PMT; -1 before a PAT came. */
    int pmtPid() {
        return pmtPid;
    }

    /** Stream types by PID (table 2-34), the streams in the PMT's order; empty before a PMT came. */
    Map<Integer, Integer> types() {
        return types;
    }

    /** Reads the payload of a packet of a table's PID. */
    void read(int pid, boolean begins, byte[] bytes, int from, int end) {
        int at = from;
        if (begins && at < end) {
            at += 1 + (bytes[at] & 0xff);
            begun.put(pid, new ByteArrayOutputStream());
        }
        ByteArrayOutputStream section = begun.get(pid);
        if (section == null || at >= end || section.size() > MAX_SECTION) {
            return;
        }
        section.write(bytes, at, end - at);
        byte[] read = section.toByteArray();
        int length = read.length < 3 ? Integer.MAX_VALUE : 3 + (number(read, 1) & 0xfff);
        if (length <= read.length && length >= HEADER + CRC) {
            begun.remove(pid);
            if (pid == PAT_PID) {
                pat(read, length - CRC);
            } else {
                pmt(read, length - CRC);
            }
        }
    }

    private void pat(byte[] section, int end) {
        for (int at = HEADER; at + 4 <= end; at += 4) {
            if (number(section, at) != 0) { // program 0 is the network information table
                pmtPid = number(section, at + 2) & 0x1fff;
                return;
            }
        }
    }

    private void pmt(byte[] section, int end) {
        int at = HEADER + 4 + (end >= HEADER + 4 ? number(section, HEADER + 2) & 0xfff : 0);
        types.clear();
        while (at + 5 <= end) {
            int descriptors = number(section, at + 3) & 0xfff;
            int type = section[at] & 0xff;
            types.put(number(section, at + 1) & 0x1fff, type == 6 ? privateType(section, at + 5, descriptors) : type);
            at += 5 + descriptors;
        }
    }

    /** DVB says by a descriptor what private data is (EN 300 468, table 12): AC-3 and E-AC-3 as ATSC numbers them. */
    private static int privateType(byte[] section, int from, int length) {
        int end = Math.min(section.length, from + length);
        for (int at = from; at + 2 <= end; at += 2 + (section[at + 1] & 0xff)) {
            int tag = section[at] & 0xff;
            if (tag == 0x6a || tag == 0x7a) {
                return tag == 0x6a ? 0x81 : 0x87;
            }
        }
        return 6;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
