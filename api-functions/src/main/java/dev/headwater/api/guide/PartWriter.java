package dev.headwater.api.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses a text into a {@link Part}. */
final class PartWriter implements AutoCloseable {
    private static final int BLOCK = 1 << 15;

    private final OutputStream out;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private long packed;
    private long plain;

    /** @param out closed with this */
    PartWriter(OutputStream out) {
        this.out = out;
    }

    void write(CharSequence text) throws IOException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        crc.update(bytes);
        plain += bytes.length;
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
            drain(Deflater.NO_FLUSH);
        }
    }

    /** Nothing is written any more afterwards. */
    Part end() throws IOException {
        if (plain > 0) {
            int count;
            do {
                count = drain(Deflater.FULL_FLUSH);
            } while (count == block.length);
        }
        out.flush();
        return new Part(packed, plain, crc.getValue());
    }

    private int drain(int flush) throws IOException {
        int count = deflater.deflate(block, 0, block.length, flush);
        out.write(block, 0, count);
        packed += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        out.close();
    }
}
