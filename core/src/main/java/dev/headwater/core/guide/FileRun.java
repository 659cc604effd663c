package dev.headwater.core.guide;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programmes that {@link DraftSorter} wrote to a file: order, count of bytes, bytes. */
final class FileRun implements DraftRun {
    static final long END = Long.MAX_VALUE;
    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;
    private byte[] bytes = new byte[1 << 10];
    private long order;

    FileRun(Path file) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        this.order = in.readLong();
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public ByteBuffer take() throws IOException {
        int length = in.readInt();
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
        }
        in.readFully(bytes, 0, length);
        order = in.readLong();
        return ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
