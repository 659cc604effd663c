package dev.headwater.api.imports.guide;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.guide.GuideSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the file of a source, wherever it lies. */
final class GuideFetch {
    /** A server may send slowly, but not for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private GuideFetch() {}

    /**
     * A file being read. Close it.
     *
     * @param length in bytes; 0: unknown
     */
    record Opened(InputStream in, long length) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** @throws IOException with a message for an operator */
    static Opened open(GuideSource source) throws IOException {
        if (!source.isWeb()) {
            Path file = Path.of(source.location());
            try {
                return new Opened(Files.newInputStream(file), Files.size(file));
            } catch (NoSuchFileException e) {
                throw new IOException("there is no file " + file, e);
            }
        }
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, source.allowsPrivate());
        try {
            return new Opened(new Hurried(new HttpFetcher(source.location(), guard, HttpLimits.DEFAULT).get()), 0);
        } catch (FetchException e) {
            throw new IOException(e.text(), e);
        }
    }

    /** Ends where it takes too long. */
    private static final class Hurried extends FilterInputStream {
        private final long end = System.nanoTime() + LONGEST.toNanos();

        Hurried(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            check();
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            check();
            return in.read(into, offset, length);
        }

        private void check() throws IOException {
            if (System.nanoTime() > end) {
                throw new IOException("the file takes longer than " + LONGEST.toMinutes() + " minutes to come");
            }
        }
    }
}
