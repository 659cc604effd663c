package dev.headwater.local.objects;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind an object's bytes in its file, so that both appear with one rename:
 *
 * <pre>bytes | content type, cache control, encoding, etag | its length (4) | CRC-32 (4) | length of the bytes (8) | magic (8)</pre>
 *
 * @param length of the object's bytes, which begin the file
 */
record Trailer(long length, String etag, ObjectMeta meta) {
    /** {@code HWobj} and the number of this layout. */
    private static final long MAGIC = 0x48576f626a000001L;

    private static final int FOOTER = 24;
    /** Four texts of the most bytes that {@link DataOutputStream#writeUTF} writes. */
    private static final int MAX_FIELDS = 4 * (2 + 0xffff) + 2;
    /** Holds nearly every trailer, so that one read of the file's end is enough. */
    private static final int USUAL = 512;

    byte[] encode() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(USUAL);
        try (DataOutputStream out = new DataOutputStream(encoded)) {
            out.writeUTF(meta.contentType());
            writeOptional(out, meta.cacheControl());
            writeOptional(out, meta.contentEncoding());
            out.writeUTF(etag);
            byte[] fields = encoded.toByteArray();
            out.writeInt(fields.length);
            out.writeInt(checksum(fields, length));
            out.writeLong(length);
            out.writeLong(MAGIC);
        } catch (IOException e) {
            throw new IllegalArgumentException("meta too long to be kept", e);
        }
        return encoded.toByteArray();
    }

    static Trailer read(FileChannel file, Path path) throws IOException {
        long size = file.size();
        ByteBuffer end = readEnd(file, size, USUAL);
        if (end.limit() < FOOTER) {
            throw damaged(path);
        }
        int fieldsLength = end.getInt(end.limit() - FOOTER);
        int checksum = end.getInt(end.limit() - FOOTER + 4);
        long length = end.getLong(end.limit() - FOOTER + 8);
        long magic = end.getLong(end.limit() - 8);
        if (magic != MAGIC
                || fieldsLength < 0
                || fieldsLength > MAX_FIELDS
                || length < 0
                || length != size - FOOTER - fieldsLength) {
            throw damaged(path);
        }
        if (fieldsLength + FOOTER > end.limit()) {
            end = readEnd(file, size, fieldsLength + FOOTER);
        }
        byte[] fields = new byte[fieldsLength];
        end.get(end.limit() - FOOTER - fieldsLength, fields);
        if (checksum != checksum(fields, length)) {
            throw damaged(path);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(fields));
        ObjectMeta meta = new ObjectMeta(in.readUTF(), readOptional(in), readOptional(in));
        return new Trailer(length, in.readUTF(), meta);
    }

    private static ByteBuffer readEnd(FileChannel file, long size, int bytes) throws IOException {
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, bytes));
        long from = size - end.capacity();
        while (end.hasRemaining() && file.read(end, from + end.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        return end.flip();
    }

    private static int checksum(byte[] fields, long length) {
        CRC32 crc = new CRC32();
        crc.update(fields);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(length).flip());
        return (int) crc.getValue();
    }

    private static StoreException damaged(Path path) {
        return new StoreException(path + ": the object is damaged; see: headwater repair");
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
