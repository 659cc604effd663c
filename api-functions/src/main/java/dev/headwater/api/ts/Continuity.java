package dev.headwater.api.ts;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the continuity counters of segments that are sent one after the other run on (ISO/IEC 13818-1 §2.4.3.3), whatever
 * they began with. Within a segment packets keep their distance: a packet sent twice stays one, and so does a loss.
 */
final class Continuity {
    private static final byte NONE = -1;

    /** The last counter of each PID. */
    private final byte[] last = new byte[TsPackets.PIDS];

    Continuity() {
        Arrays.fill(last, NONE);
    }

    /**
     * Rewrites the counters of whole packets where they lie.
     *
     * @return the last counter of each PID there has ever been
     */
    Map<Integer, Integer> follow(byte[] packets) {
        byte[] before = last.clone();
        int[] shift = new int[TsPackets.PIDS];
        boolean[] seen = new boolean[TsPackets.PIDS];
        for (int at = 0; at < packets.length; at += TsPackets.SIZE) {
            int pid = TsPackets.pid(packets, at);
            if (pid != TsPackets.NULL_PID) {
                if (!seen[pid]) {
                    seen[pid] = true;
                    shift[pid] = before[pid] == NONE ? 0 : before[pid] - TsPackets.counterBefore(packets, at);
                }
                TsPackets.setCounter(packets, at, TsPackets.counter(packets, at) + shift[pid]);
                last[pid] = (byte) TsPackets.counter(packets, at);
            }
        }
        return lastCounters();
    }

    private Map<Integer, Integer> lastCounters() {
        Map<Integer, Integer> counters = new TreeMap<>();
        for (int pid = 0; pid < last.length; pid++) {
            if (last[pid] != NONE) {
                counters.put(pid, (int) last[pid]);
            }
        }
        return counters;
    }
}
