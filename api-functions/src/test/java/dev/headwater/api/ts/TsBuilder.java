package dev.headwater.api.ts;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes MPEG-TS packets: tables, pictures and sound whose payload is a mark that tests recognize. */
final class TsBuilder {
    static final int PMT = 0x1000;
    static final int VIDEO = 0x100;
    static final int AUDIO = 0x101;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Integer, Integer> counters = new HashMap<>();
    private final int firstCounter;

    /** @param firstCounter of every PID */
    TsBuilder(int firstCounter) {
        this.firstCounter = firstCounter;
    }

    /** A segment as our muxer writes them: tables, a key frame, and sound and pictures in turn. */
    static byte[] segment(int firstCounter, int mark, int pairs) {
        TsBuilder builder = new TsBuilder(firstCounter).tables().keyFrame(mark);
        for (int i = 0; i < pairs; i++) {
            builder.payload(VIDEO, mark).payload(AUDIO, mark);
        }
        return builder.bytes();
    }

    TsBuilder tables() {
        // program 1 has its PMT on PID 0x1000; H.264 and AAC, the clock with the pictures; CRCs are not looked at here
        section(0, 0x00, 0xb0, 0x0d, 0, 1, 0xc1, 0, 0, 0, 1, 0xf0, 0x00, 1, 2, 3, 4);
        section(
                PMT, 0x02, 0xb0, 0x17, 0, 1, 0xc1, 0, 0, 0xe1, 0x00, 0xf0, 0, 0x1b, 0xe1, 0x00, 0xf0, 0, 0x0f, 0xe1,
                0x01, 0xf0, 0, 1, 2, 3, 4);
        return this;
    }

    TsBuilder keyFrame(int mark) {
        byte[] packet = packet(VIDEO, true, 0x30, mark);
        packet[4] = 1;
        packet[5] = 0x40;
        out.writeBytes(packet);
        return this;
    }

    TsBuilder picture(int mark) {
        out.writeBytes(packet(VIDEO, true, 0x10, mark));
        return this;
    }

    TsBuilder payload(int pid, int mark) {
        out.writeBytes(packet(pid, false, 0x10, mark));
        return this;
    }

    /** A packet that carries only a clock: it does not count. */
    TsBuilder clock(int pid) {
        byte[] packet = packet(pid, false, 0x20, 0xff);
        packet[4] = (byte) 183;
        packet[5] = 0x10;
        out.writeBytes(packet);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void section(int pid, int... section) {
        byte[] packet = packet(pid, true, 0x10, 0xff);
        packet[4] = 0;
        for (int i = 0; i < section.length; i++) {
            packet[5 + i] = (byte) section[i];
        }
        out.writeBytes(packet);
    }

    private byte[] packet(int pid, boolean startsUnit, int control, int fill) {
        byte[] packet = new byte[TsPackets.SIZE];
        Arrays.fill(packet, (byte) fill);
        int before = counters.getOrDefault(pid, firstCounter - 1);
        int counter = (control & 0x10) != 0 ? before + 1 : before;
        counters.put(pid, counter);
        packet[0] = 0x47;
        packet[1] = (byte) ((pid >> 8) | (startsUnit ? 0x40 : 0));
        packet[2] = (byte) pid;
        packet[3] = (byte) (control | (counter & 0xf));
        return packet;
    }
}
