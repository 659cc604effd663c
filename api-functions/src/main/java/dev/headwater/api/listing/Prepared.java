package dev.headwater.api.listing;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Blob.FileSlice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that stands ready. To be closed, unless its stream is read to the end and closed.
 *
 * @param bytes where it is small enough; null: only as a stream
 * @param length in bytes
 * @param gzip whether it is compressed
 * @param etag strong, quotes included; of this encoding
 * @param file where the same bytes stand in a file; empty where they do not
 */
public record Prepared(
        byte @Nullable [] bytes, InputStream stream, long length, boolean gzip, String etag, Optional<FileSlice> file)
        implements AutoCloseable {

    static Prepared of(byte[] bytes, boolean gzip, String etag) {
        return new Prepared(bytes, new ByteArrayInputStream(bytes), bytes.length, gzip, etag, Optional.empty());
    }

    static Prepared of(Blob blob, boolean gzip, String etag) {
        return new Prepared(null, blob.body(), blob.length(), gzip, etag, blob.file());
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
