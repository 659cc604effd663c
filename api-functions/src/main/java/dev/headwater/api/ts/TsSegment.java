package dev.headwater.api.ts;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** A segment as viewers get it: one array that all of them share, never written after it was made. */
final class TsSegment {
    /** Packets a viewer is handed at once: 16 KB, a quarter of what may wait for its socket. */
    static final int CHUNK = 87 * TsPackets.SIZE;

    private final byte[] packets;
    private final boolean discontinuity;
    private final byte[] seam;
    private final Optional<Entry> entry;

    /**
     * Where a decoder may begin.
     *
     * @param tables PAT and PMT to send first, where it is not at the beginning of the segment
     * @param offset of the packet with which the first key frame begins
     * @param seam what to send before everything, where the viewer has seen other packets already
     */
    record Entry(byte[] tables, int offset, byte[] seam) {}

    /**
     * @param packets whole ones, their counters right
     * @param after the last counter of each PID, with this segment
     * @param discontinuity whether it does not follow on the segment before
     */
    TsSegment(byte[] packets, Map<Integer, Integer> after, boolean discontinuity) {
        this.packets = packets;
        this.discontinuity = discontinuity;
        this.seam = Seams.before(packets, 0, after);
        this.entry = Seams.entry(packets, after);
    }

    int length() {
        return packets.length;
    }

    boolean discontinuity() {
        return discontinuity;
    }

    /** Packets that mark a discontinuity on every PID of this segment: to be sent before it. */
    byte[] seam() {
        return seam;
    }

    /** Empty where no decoder may begin in it. */
    Optional<Entry> entry() {
        return entry;
    }

    /** The next packets from {@code offset} on, not copied; to be read only. */
    ByteBuffer chunk(int offset) {
        return ByteBuffer.wrap(packets, offset, Math.min(CHUNK, packets.length - offset));
    }
}
