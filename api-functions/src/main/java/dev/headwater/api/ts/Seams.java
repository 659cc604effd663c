package dev.headwater.api.ts;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has to stand between packets that do not follow on each other (ISO/IEC 13818-1 §2.4.3.5): on each PID a packet
 * whose discontinuity_indicator allows any counter, and on the PCR's any clock, from the next packet on.
 */
final class Seams {
    private static final byte[] NONE = {};

    private Seams() {}

    /**
     * One packet for each PID there may be from {@code offset} on.
     *
     * @param after the last counter of each PID, with this segment: one that is not in it may come in the next
     */
    static byte[] before(byte[] packets, int offset, Map<Integer, Integer> after) {
        return before(NONE, packets, offset, after);
    }

    /** The same where tables are sent first. */
    private static byte[] before(byte[] tables, byte[] packets, int offset, Map<Integer, Integer> after) {
        Map<Integer, Integer> before = new TreeMap<>(after);
        BitSet seen = new BitSet(TsPackets.PIDS);
        seen.set(TsPackets.NULL_PID);
        noteFirst(tables, 0, seen, before);
        noteFirst(packets, offset, seen, before);
        byte[] seam = new byte[before.size() * TsPackets.SIZE];
        int at = 0;
        for (var pid : before.entrySet()) {
            TsPackets.writeDiscontinuity(seam, at, pid.getKey(), pid.getValue());
            at += TsPackets.SIZE;
        }
        return seam;
    }

    private static void noteFirst(byte[] packets, int offset, BitSet seen, Map<Integer, Integer> before) {
        for (int at = offset; at < packets.length; at += TsPackets.SIZE) {
            int pid = TsPackets.pid(packets, at);
            if (!seen.get(pid)) {
                seen.set(pid);
                before.put(pid, TsPackets.counterBefore(packets, at));
            }
        }
    }

    /** Where a decoder may begin: at the first key frame, or, without video, at the beginning. */
    static Optional<TsSegment.Entry> entry(byte[] packets, Map<Integer, Integer> after) {
        Optional<ProgramTables> read = ProgramTables.read(packets);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ProgramTables tables = read.get();
        if (tables.video().isEmpty()) {
            return Optional.of(new TsSegment.Entry(NONE, 0, before(packets, 0, after)));
        }
        boolean first = true;
        int pat = -1;
        int pmt = -1;
        int pmtPid = TsPackets.pid(packets, tables.pmt());
        for (int at = 0; at < packets.length; at += TsPackets.SIZE) {
            int pid = TsPackets.pid(packets, at);
            pat = pid == ProgramTables.PAT_PID ? at : pat;
            pmt = pid == pmtPid ? at : pmt;
            if (tables.video().contains(pid) && TsPackets.startsUnit(packets, at)) {
                if (pat >= 0 && pmt >= 0 && TsPackets.isRandomAccess(packets, at)) {
                    return Optional.of(
                            first
                                    ? new TsSegment.Entry(NONE, 0, before(packets, 0, after))
                                    : within(packets, pat, pmt, at, after));
                }
                first = false;
            }
        }
        return Optional.empty();
    }

    /** Behind the beginning: the last tables, and then nothing that was before. */
    private static TsSegment.Entry within(byte[] packets, int pat, int pmt, int offset, Map<Integer, Integer> after) {
        byte[] tables = new byte[2 * TsPackets.SIZE];
        System.arraycopy(packets, pat, tables, 0, TsPackets.SIZE);
        System.arraycopy(packets, pmt, tables, TsPackets.SIZE, TsPackets.SIZE);
        return new TsSegment.Entry(tables, offset, before(tables, packets, offset, after));
    }
}
