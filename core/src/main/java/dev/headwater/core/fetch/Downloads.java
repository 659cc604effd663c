package dev.headwater.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Brings whole files here, guarded as everything that is fetched, and held to a size and a time in all. */
public final class Downloads {
    private static final int BUFFER = 64 * 1024;

    private final AddressGuard guard;
    private final HttpLimits limits;
    private final Duration total;
    private final long maxBytes;

    /**
     * Files from where the guard lets us.
     *
     * @param total for one file, from the first address asked to its last byte
     * @param maxBytes of one file, as it is written: packed bytes that the server calls an encoding are unpacked
     */
    public Downloads(AddressGuard guard, HttpLimits limits, Duration total, long maxBytes) {
        this.guard = guard;
        this.limits = limits;
        this.total = total;
        this.maxBytes = maxBytes;
    }

    /**
     * Writes what a URL leads to into a new file, or over an old one.
     *
     * @param progress is told how many bytes there are
     * @throws FetchException with the reason, where it can not be had; what was written of it is then of no use
     */
    public void to(Path file, String url, LongConsumer progress) throws IOException {
        long end = System.nanoTime() + total.toNanos();
        try (HttpBody body = new HttpFetcher(url, guard, limits).get();
                OutputStream out = Files.newOutputStream(file)) {
            copy(body, out, end, progress);
        }
    }

    private void copy(InputStream in, OutputStream out, long end, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int count = in.read(buffer, 0, BUFFER); count >= 0; count = in.read(buffer, 0, BUFFER)) {
            bytes += count;
            if (bytes > maxBytes) {
                throw FetchException.lasting("what answers has more than " + (maxBytes >> 20) + " MB");
            }
            if (System.nanoTime() - end > 0) {
                throw FetchException.lasting("it is not whole after " + total.toMinutes() + " minutes");
            }
            out.write(buffer, 0, count);
            progress.accept(bytes);
        }
    }
}
