package dev.headwater.api.listing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes on their way: in memory while they are few, else in a file that is gone once it is closed. Written, then read. */
final class Spool extends OutputStream {
    private static final int FIRST_BUFFER = 16 << 10;
    /** Several spools are open at once, on a heap of little more than 200 MB. */
    private static final int MAX_IN_MEMORY = 512 << 10;

    private final Path folder;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int buffered;
    private long inFile;
    private @Nullable FileChannel file;
    private @Nullable Arena arena;
    private @Nullable MemorySegment mapped;

    /** @param folder where a file may be made */
    Spool(Path folder) {
        this.folder = folder;
    }

    long length() {
        return inFile + buffered;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (buffered + length > buffer.length) {
            makeRoom(length);
        }
        if (length > buffer.length) {
            inFile += write(ByteBuffer.wrap(bytes, offset, length));
            return;
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    private void makeRoom(int length) throws IOException {
        if (file == null && buffered + length <= MAX_IN_MEMORY) {
            buffer = Arrays.copyOf(buffer, Math.min(MAX_IN_MEMORY, Math.max(2 * buffer.length, buffered + length)));
        } else {
            empty();
        }
    }

    private void empty() throws IOException {
        inFile += write(ByteBuffer.wrap(buffer, 0, buffered));
        buffered = 0;
    }

    private int write(ByteBuffer bytes) throws IOException {
        FileChannel to = file;
        if (to == null) {
            Path path = Files.createTempFile(folder, "spool", null);
            to = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = to;
        }
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        return length;
    }

    /** Shows a part of what was written to {@code out}, in blocks; nothing is written any more, by one thread. */
    void copy(long offset, long length, OutputStream out) throws IOException {
        FileChannel from = file;
        if (from == null) {
            out.write(buffer, Math.toIntExact(offset), Math.toIntExact(length));
            return;
        }
        MemorySegment bytes = mapped;
        if (bytes == null) {
            empty();
            Arena whileReading = Arena.ofConfined();
            arena = whileReading;
            bytes = from.map(FileChannel.MapMode.READ_ONLY, 0, inFile, whileReading);
            mapped = bytes;
        }
        for (long done = 0; done < length; ) {
            int part = (int) Math.min(buffer.length, length - done);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset + done, buffer, 0, part);
            out.write(buffer, 0, part);
            done += part;
        }
    }

    /** Everything that was written. */
    InputStream open() throws IOException {
        FileChannel from = file;
        if (from == null) {
            return new ByteArrayInputStream(buffer, 0, buffered);
        }
        if (mapped == null) {
            empty();
        }
        from.position(0);
        // Not closed, since the file would be gone with it.
        return Channels.newInputStream(from);
    }

    @Override
    public void close() throws IOException {
        if (arena != null) {
            arena.close();
        }
        if (file != null) {
            file.close();
        }
    }
}
