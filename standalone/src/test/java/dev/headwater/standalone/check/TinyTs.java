package dev.headwater.standalone.check;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Makes small MPEG-TS segments of two seconds: twenty pictures, each a packet, and as many packets of sound. */
public final class TinyTs {
    public static final int RATE = 10;

    private static final int PACKET = 188;
    private static final int PMT_PID = 0x1000;
    private static final int VIDEO_PID = 0x100;
    private static final int AUDIO_PID = 0x101;
    private static final long SEGMENT = 2 * 90_000;
    private static final int FRAME = 90_000 / RATE;

    private final int width;
    private final int height;
    private final long sequence;
    private final Map<Integer, Integer> counters = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int frames = 20;
    private int level = 30;
    private long shift;
    private long soundShift;
    private boolean withTables = true;
    private boolean withIdr = true;

    public TinyTs(int width, int height, long sequence) {
        this.width = width;
        this.height = height;
        this.sequence = sequence;
    }

    public TinyTs frames(int count) {
        frames = count;
        return this;
    }

    /** Later by so many ticks. */
    public TinyTs shift(long ticks) {
        shift = ticks;
        return this;
    }

    /** The sound alone, by so many ticks. */
    public TinyTs shiftSound(long ticks) {
        soundShift = ticks;
        return this;
    }

    public TinyTs level(int of) {
        level = of;
        return this;
    }

    public TinyTs withoutTables() {
        withTables = false;
        return this;
    }

    public TinyTs withoutIdr() {
        withIdr = false;
        return this;
    }

    public byte[] bytes() {
        int tables = (int) sequence;
        int packets = (int) (sequence * 20);
        counters.putAll(Map.of(0, tables, PMT_PID, tables, VIDEO_PID, packets, AUDIO_PID, packets));
        if (withTables) {
            packet(0, true, section(0, new int[] {0, 1, 0xf0, 0}));
            packet(PMT_PID, true, section(2, new int[] {
                0xe1, 0, 0xf0, 0, //
                0x1b, 0xe1, 0, 0xf0, 0, //
                0x0f, 0xe1, 1, 0xf0, 0
            }));
        }
        for (int i = 0; i < frames; i++) {
            long pts = 90_000 + sequence * SEGMENT + (long) i * FRAME + shift;
            packet(VIDEO_PID, true, pes(0xe0, pts, picture(i == 0)));
            packet(AUDIO_PID, true, pes(0xc0, pts + soundShift, new byte[] {
                (byte) 0xff, (byte) 0xf1, 0x4c, (byte) 0x80, 0, 0, 0
            }));
        }
        return out.toByteArray();
    }

    private byte[] picture(boolean first) {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        if (first) {
            picture.writeBytes(new byte[] {0, 0, 0, 1});
            picture.writeBytes(sps());
        }
        picture.writeBytes(new byte[] {0, 0, 1, (byte) (first && withIdr ? 0x65 : 0x41), (byte) 0x88, 1, 2, 3});
        return picture.toByteArray();
    }

    /** H.264 §7.3.2.1.1, Main profile. */
    private byte[] sps() {
        StringBuilder bits = new StringBuilder();
        fixed(bits, 77, 8);
        fixed(bits, 0x40, 8);
        fixed(bits, level, 8);
        for (int value : new int[] {0, 0, 2, 1}) {
            golomb(bits, value);
        }
        fixed(bits, 0, 1);
        int columns = (width + 15) / 16;
        int rows = (height + 15) / 16;
        golomb(bits, columns - 1);
        golomb(bits, rows - 1);
        fixed(bits, 0b111, 3); // whole frames, direct 8x8, cropped
        for (int value : new int[] {0, (columns * 16 - width) / 2, 0, (rows * 16 - height) / 2}) {
            golomb(bits, value);
        }
        fixed(bits, 0b01, 2); // no VUI, stop
        while (bits.length() % 8 != 0) {
            bits.append('0');
        }
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        unit.write(0x67);
        int zeros = 0;
        for (int i = 0; i < bits.length(); i += 8) {
            int value = Integer.parseInt(bits.substring(i, i + 8), 2);
            if (zeros >= 2 && value <= 3) {
                unit.write(3);
                zeros = 0;
            }
            unit.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return unit.toByteArray();
    }

    private static void fixed(StringBuilder bits, int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits.append((value >> i) & 1);
        }
    }

    private static void golomb(StringBuilder bits, int value) {
        String binary = Integer.toBinaryString(value + 1);
        bits.append("0".repeat(binary.length() - 1)).append(binary);
    }

    private static byte[] section(int table, int[] body) {
        int length = 5 + body.length + 4;
        byte[] section = new byte[1 + 3 + length];
        int[] head = {0, table, 0xb0 | length >> 8, length & 0xff, 0, 1, 0xc1, 0, 0};
        for (int i = 0; i < head.length; i++) {
            section[i] = (byte) head[i];
        }
        for (int i = 0; i < body.length; i++) {
            section[head.length + i] = (byte) body[i];
        }
        return section;
    }

    private static byte[] pes(int stream, long pts, byte[] data) {
        byte[] pes = new byte[14 + data.length];
        byte[] head = {
            0,
            0,
            1,
            (byte) stream,
            0,
            0,
            (byte) 0x80,
            (byte) 0x80,
            5,
            (byte) (0x21 | ((pts >> 29) & 0x0e)),
            (byte) (pts >> 22),
            (byte) (1 | ((pts >> 14) & 0xfe)),
            (byte) (pts >> 7),
            (byte) (1 | ((pts << 1) & 0xfe))
        };
        System.arraycopy(head, 0, pes, 0, head.length);
        System.arraycopy(data, 0, pes, head.length, data.length);
        return pes;
    }

    private void packet(int pid, boolean begins, byte[] payload) {
        byte[] packet = new byte[PACKET];
        int counter = counters.merge(pid, 1, Integer::sum) - 1;
        packet[0] = 0x47;
        packet[1] = (byte) ((begins ? 0x40 : 0) | pid >> 8);
        packet[2] = (byte) pid;
        packet[3] = (byte) (0x30 | (counter & 0xf));
        int stuffing = PACKET - 4 - payload.length;
        packet[4] = (byte) (stuffing - 1);
        byte[] filled = "\u00ff".repeat(Math.max(0, stuffing - 2)).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(filled, 0, packet, 6, filled.length);
        System.arraycopy(payload, 0, packet, PACKET - payload.length, payload.length);
        out.writeBytes(packet);
    }
}
