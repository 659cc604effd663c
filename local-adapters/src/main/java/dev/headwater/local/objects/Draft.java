package dev.headwater.local.objects;

import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A whole object file, on the disk already, that waits to be given its name; closing removes what was not. */
final class Draft implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    /** Of the digest: far from any collision, and short in headers. */
    private static final int ETAG_BYTES = 16;

    private final Path path;
    private final String etag;

    private Draft(Path path, String etag) {
        this.path = path;
        this.etag = etag;
    }

    static Draft write(Path path, InputStream body, ObjectMeta meta) throws IOException {
        boolean whole = false;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                digest.update(buffer, 0, read);
                writeAll(file, ByteBuffer.wrap(buffer, 0, read));
                length += read;
            }
            String etag = '"' + HexFormat.of().formatHex(digest.digest(), 0, ETAG_BYTES) + '"';
            writeAll(file, ByteBuffer.wrap(new Trailer(length, etag, meta).encode()));
            // Before it gets its name: a name that survives a power cut must not lead to half an object.
            file.force(true);
            whole = true;
            return new Draft(path, etag);
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
    }

    Path path() {
        return path;
    }

    String etag() {
        return etag;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
