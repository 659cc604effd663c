package dev.headwater.standalone.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Fragments of an MP4 with pictures of ten a second, small and without anything to see. */
final class TinyFmp4 {
    private static final int FRAMES = 20;
    private static final int FRAME = 9_000;
    private static final int[] MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private final long sequence;
    private boolean startsWithKey = true;
    private boolean saysKey = true;
    private boolean timed = true;

    TinyFmp4(long sequence) {
        this.sequence = sequence;
    }

    /** Its first picture is none a decoder can begin with, and it does not say so. */
    TinyFmp4 withoutIdr() {
        startsWithKey = false;
        return this;
    }

    /** The same, and it says so. */
    TinyFmp4 saidWithoutIdr() {
        saysKey = false;
        return this;
    }

    TinyFmp4 untimed() {
        timed = false;
        return this;
    }

    static byte[] head(int width, int height) {
        byte[] entry = box(
                "avc1",
                ints(0, 1, 0, 0, 0, 0, width << 16 | height, 0x480000, 0x480000, 0, 1 << 16),
                new byte[30],
                shorts(0x18, -1),
                box("avcC", new byte[] {1, 0x4d, 0x40, 0x1e, -1, -32, 0}));
        byte[] media = box(
                "mdia",
                box("mdhd", ints(0, 0, 0, 90_000, 0, 0)),
                box("hdlr", ints(0, 0), "vide".getBytes(StandardCharsets.US_ASCII), new byte[13]),
                box("minf", box("stbl", box("stsd", ints(0, 1), entry))));
        byte[] header = box("tkhd", ints(0, 0, 0, 1, 0, 0), ints(0, 0, 0, 0), ints(MATRIX), ints(0, 0));
        return join(
                box("ftyp", "iso50000".getBytes(StandardCharsets.US_ASCII)),
                box("moov", box("trak", header, media), box("mvex", box("trex", ints(0, 1, 1, 0, 0, 0)))));
    }

    byte[] bytes() {
        byte[] run = run(0);
        int toData = box("moof", traf(run)).length + 8;
        byte[] moof = box("moof", traf(run(toData)));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            data.writeBytes(new byte[] {0, 0, 0, 2, (byte) (i == 0 && startsWithKey ? 0x65 : 0x41), 1});
        }
        return join(moof, box("mdat", data.toByteArray()));
    }

    private byte[] traf(byte[] run) {
        byte[] time = timed ? box("tfdt", ints(0, (int) (90_000 + sequence * FRAMES * FRAME))) : new byte[0];
        return box("traf", box("tfhd", ints(0x020000, 1)), time, run);
    }

    private byte[] run(int toData) {
        ByteBuffer all = ByteBuffer.allocate(12 + FRAMES * 12);
        all.putInt(0x701).putInt(FRAMES).putInt(toData);
        for (int i = 0; i < FRAMES; i++) {
            all.putInt(FRAME).putInt(6).putInt(i == 0 && saysKey ? 0x02000000 : 0x01010000);
        }
        return box("trun", all.array());
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] contents = join(parts);
        return ByteBuffer.allocate(8 + contents.length)
                .putInt(8 + contents.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(contents)
                .array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer all = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            all.putInt(value);
        }
        return all.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer all = ByteBuffer.allocate(values.length * Short.BYTES);
        for (int value : values) {
            all.putShort((short) value);
        }
        return all.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
