package dev.headwater.api.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes gzip members one behind the other (RFC 1952), with one compressor for all of them. */
final class GzipMembers implements AutoCloseable {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final OutputStream out;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[64 << 10];

    /** @param level 1 (fast) to 9 */
    GzipMembers(OutputStream out, int level) {
        this.out = out;
        this.deflater = new Deflater(level, true);
    }

    void begin() throws IOException {
        deflater.reset();
        crc.reset();
        out.write(HEADER);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput()) {
            drain();
        }
    }

    void end() throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            drain();
        }
        littleEndian(crc.getValue());
        littleEndian(deflater.getBytesRead());
    }

    private void drain() throws IOException {
        out.write(block, 0, deflater.deflate(block));
    }

    private void littleEndian(long value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
