package dev.headwater.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An object, or a range of one, being read. Close it.
 *
 * @param totalLength of the whole object, in bytes
 * @param offset where this range begins
 * @param length of this range
 * @param etag strong entity tag of the whole object, quotes included; equal for equal bytes
 * @param body the bytes of this range
 * @param file where the same bytes stand in a local file, for zero-copy; empty where the store is no file system
 */
public record Blob(
        long totalLength,
        long offset,
        long length,
        String etag,
        ObjectMeta meta,
        InputStream body,
        Optional<FileSlice> file)
        implements AutoCloseable {

    /** Bytes {@code [position, position + length)} of a file that never changes under its name. */
    public record FileSlice(Path path, long position, long length) {}

    public byte[] readAll() {
        try (body) {
            byte[] all = body.readNBytes(Math.toIntExact(length));
            if (all.length != length) {
                throw new StoreException("object ended after " + all.length + " of " + length + " bytes");
            }
            return all;
        } catch (IOException e) {
            throw new StoreException("object could not be read", e);
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new StoreException("object could not be closed", e);
        }
    }
}
