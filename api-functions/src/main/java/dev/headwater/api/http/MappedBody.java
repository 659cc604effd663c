package dev.headwater.api.http;

import dev.headwater.core.store.Blob.FileSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A part of a file as a body: it goes from where the system keeps it to the socket, and never through our heap.
 *
 * @param bytes mapped
 */
public record MappedBody(ByteBuffer bytes) {
    /** Empty where it is too long to be mapped, or the file has gone. */
    public static Optional<MappedBody> of(FileSlice slice) {
        if (slice.length() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(slice.path())) {
            return Optional.of(
                    new MappedBody(file.map(FileChannel.MapMode.READ_ONLY, slice.position(), slice.length())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
