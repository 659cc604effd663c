package dev.headwater.api.http;

import dev.headwater.core.store.Blob.FileSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** A part of an open file as a body. Whoever sends it closes it. */
public record FileBody(FileChannel file, long position, long length) implements AutoCloseable {
    /** Empty where the file has gone. */
    public static Optional<FileBody> of(FileSlice slice) {
        try {
            return Optional.of(new FileBody(FileChannel.open(slice.path()), slice.position(), slice.length()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
