package dev.headwater.core.backup;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Key;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Entries, packed, enciphered and summed. */
final class EntryOutput implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final OutputStream raw;
    private final DigestOutputStream summed;
    private final @Nullable SealedOutput sealed;
    private final Packing packing;
    private final OutputStream out;
    private Contents contents = Contents.NONE;

    EntryOutput(OutputStream raw, Optional<Passphrase> passphrase, Optional<Preamble.Cipher> cipher)
            throws IOException {
        this.raw = raw;
        this.summed = new DigestOutputStream(raw, ChecksummedInput.sha256());
        byte[] firstLine = new Preamble(cipher).bytes();
        summed.write(firstLine);
        this.sealed = cipher.isPresent()
                ? new SealedOutput(summed, new Sealing(cipher.get(), passphrase.orElseThrow(), firstLine))
                : null;
        this.packing = new Packing(sealed == null ? summed : sealed);
        this.out = new BufferedOutputStream(packing, BUFFER);
    }

    private static final class Packing extends GZIPOutputStream {
        Packing(OutputStream out) throws IOException {
            super(out, BUFFER);
        }

        void level(int level) {
            def.setLevel(level);
        }

        /** Gives back what zlib holds outside the heap. */
        void free() {
            def.end();
        }
    }

    void header(BackupHeader header) throws IOException {
        line(Entry.header(header));
    }

    void item(BackedTable table, Key key, Body body) throws IOException {
        line(Entry.item(table, key, body));
        bytes(body.json().getBytes(StandardCharsets.UTF_8));
        contents = contents.item(table);
    }

    void secret(String name, byte[] secret) throws IOException {
        if (secret.length > Entry.MAX_SECRET) {
            throw new BackupException("the secret " + name + " is too long for a backup");
        }
        line(Entry.secret(name, secret.length));
        bytes(secret);
        contents = contents.secret();
    }

    void object(String key, Blob blob) throws IOException {
        // Films are packed as far as they go.
        out.flush();
        packing.level(Deflater.NO_COMPRESSION);
        line(Entry.object(key, blob.meta(), blob.length()));
        if (blob.body().transferTo(out) != blob.length()) {
            throw new BackupException("the object " + key + " ended too soon");
        }
        out.write('\n');
        contents = contents.object();
    }

    Contents end() throws IOException {
        line(Entry.end(contents));
        out.flush();
        packing.finish();
        if (sealed != null) {
            sealed.finish();
        }
        summed.flush();
        raw.write(summed.getMessageDigest().digest());
        raw.flush();
        return contents;
    }

    private void line(Entry entry) throws IOException {
        bytes(entry.line().getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.write('\n');
    }

    /** Leaves the stream it writes to open. */
    @Override
    public void close() {
        packing.free();
    }
}
