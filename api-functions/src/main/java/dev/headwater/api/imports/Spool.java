package dev.headwater.api.imports;

import dev.headwater.core.fetch.Limited;
import dev.headwater.core.importing.ImportException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where what was fetched lies until it is read, for the folder's owner alone: lists are full of passwords. */
final class Spool implements AutoCloseable {
    /** Of a list, unpacked. */
    static final long MAX_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int BUFFER = 256 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Path folder;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** An empty one; what an import left there that was killed is removed. */
    static Spool in(Path folder) {
        try {
            clear(folder);
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Spool(folder);
        } catch (IOException e) {
            throw new ImportException("there is no place to put what is fetched: " + folder + " can not be made");
        }
    }

    /** Removes what an import left there that was killed: at once, since passwords lie in it, not when the next one runs. */
    static void empty(Path folder) {
        try {
            clear(folder);
        } catch (IOException e) {
            LOG.warn("what an import left in {} can not be removed", folder);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Opens a list, unpacked where it is packed, held to {@link #MAX_BYTES}. */
    static InputStream open(Path file) throws IOException {
        return open(file, MAX_BYTES);
    }

    /** The same, held to a size of its own, unpacked. */
    static InputStream open(Path file, long maxBytes) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(GZIP.length);
        boolean packed = List.of(in.read(), in.read()).equals(List.of(GZIP[0] & 0xff, GZIP[1] & 0xff));
        in.reset();
        return new Limited(packed ? new GZIPInputStream(in, BUFFER) : in, maxBytes);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    @Override
    public void close() {
        try {
            clear(folder);
        } catch (IOException e) {
            // The next import clears it.
        }
    }
}
