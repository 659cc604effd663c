package dev.headwater.api.ts;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What PAT and PMT say of a stream of one program (ISO/IEC 13818-1 §2.4.4): our muxer writes each in one packet.
 *
 * @param pat offset of the packet of the last PAT that was read
 * @param pmt offset of the packet of the PMT
 * @param video PIDs of video streams
 */
record ProgramTables(int pat, int pmt, Set<Integer> video) {
    static final int PAT_PID = 0;

    private static final int PAT_TABLE = 0;
    private static final int PMT_TABLE = 2;
    private static final int SECTION_HEADER = 8;
    private static final int CRC = 4;
    /** MPEG-1 and -2, MPEG-4, H.264, HEVC, VVC (ISO/IEC 13818-1, table 2-34). */
    private static final Set<Integer> VIDEO_TYPES = Set.of(0x01, 0x02, 0x10, 0x1b, 0x24, 0x33);

    /** Reads the first tables; empty where there are none, or none that fits one packet. */
    static Optional<ProgramTables> read(byte[] bytes) {
        int pat = -1;
        int pmtPid = -1;
        for (int at = 0; at < bytes.length; at += TsPackets.SIZE) {
            int pid = TsPackets.pid(bytes, at);
            boolean begins = TsPackets.startsUnit(bytes, at) && TsPackets.hasPayload(bytes, at);
            if (begins && pid == PAT_PID && pmtPid < 0) {
                pat = at;
                pmtPid = Section.at(bytes, at, PAT_TABLE)
                        .map(section -> pmtPid(bytes, section))
                        .orElse(-1);
            } else if (begins && pid == pmtPid) {
                int pmt = at;
                int patOffset = pat;
                return Section.at(bytes, at, PMT_TABLE)
                        .map(section -> new ProgramTables(patOffset, pmt, video(bytes, section)));
            }
        }
        return Optional.empty();
    }

    private static int pmtPid(byte[] bytes, Section section) {
        for (int at = section.begin() + SECTION_HEADER; at + 4 <= section.end() - CRC; at += 4) {
            boolean isProgram = (bytes[at] | bytes[at + 1]) != 0; // program 0 is the network information table
            if (isProgram) {
                return number(bytes, at + 2) & 0x1fff;
            }
        }
        return -1;
    }

    private static Set<Integer> video(byte[] bytes, Section section) {
        Set<Integer> video = new HashSet<>();
        int descriptors = section.begin() + SECTION_HEADER + 2;
        int at = descriptors + 2 + (descriptors + 2 <= section.end() ? number(bytes, descriptors) & 0xfff : 0);
        for (; at + 5 <= section.end() - CRC; at += 5 + (number(bytes, at + 3) & 0xfff)) {
            if (VIDEO_TYPES.contains(bytes[at] & 0xff)) {
                video.add(number(bytes, at + 1) & 0x1fff);
            }
        }
        return video;
    }

    private static int number(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /** Bytes {@code [begin, end)} of a section that lies whole in one packet. */
    private record Section(int begin, int end) {
        static Optional<Section> at(byte[] bytes, int packet, int table) {
            int pointer = TsPackets.payload(bytes, packet);
            int packetEnd = packet + TsPackets.SIZE;
            if (pointer >= packetEnd) {
                return Optional.empty();
            }
            int begin = pointer + 1 + (bytes[pointer] & 0xff);
            if (begin + SECTION_HEADER + CRC > packetEnd || bytes[begin] != table) {
                return Optional.empty();
            }
            int end = begin + 3 + (number(bytes, begin + 1) & 0xfff);
            return (end > packetEnd || end < begin + SECTION_HEADER + CRC)
                    ? Optional.empty()
                    : Optional.of(new Section(begin, end));
        }
    }
}
