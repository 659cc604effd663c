package dev.headwater.core.backup;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectKeys;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a backup: one pass, an item in memory at most, and nothing longer than it may be. */
public final class BackupReader {
    private static final int BUFFER = 64 * 1024;

    private BackupReader() {}

    /**
     * Reads it to its end and compares its checksum; needs no passphrase.
     *
     * @return whether a passphrase is needed
     * @throws BackupException where it is no backup, newer than this code, or not as it was written
     */
    public static boolean verify(InputStream in) throws IOException {
        ChecksummedInput summed = new ChecksummedInput(in);
        Preamble preamble = Preamble.read(summed);
        summed.verify();
        return preamble.cipher().isPresent();
    }

    /** Shows every entry. What was shown counts for nothing where this throws: the checksum comes last. */
    static Contents read(InputStream in, @Nullable Passphrase passphrase, BackupVisitor visitor) throws IOException {
        ChecksummedInput summed = new ChecksummedInput(in);
        Preamble preamble = Preamble.read(summed);
        InputStream opened = opened(summed, preamble, Optional.ofNullable(passphrase));
        Contents contents;
        try (GZIPInputStream unpacked = new GZIPInputStream(new Unclosed(opened), BUFFER)) {
            contents = new Entries(new BufferedInputStream(unpacked, BUFFER), visitor).read();
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw BackupException.damaged("it can not be unpacked");
        }
        summed.verify();
        return contents;
    }

    private static InputStream opened(InputStream in, Preamble preamble, Optional<Passphrase> passphrase)
            throws IOException {
        if (preamble.cipher().isEmpty()) {
            if (passphrase.isPresent()) {
                // Somebody may have put a file of their own in the place of the one that was enciphered.
                throw new BackupException("the backup is not enciphered, but a passphrase was given");
            }
            return in;
        }
        return new SealedInput(
                in,
                new Sealing(
                        preamble.cipher().get(),
                        passphrase.orElseThrow(
                                () -> new BackupException("the backup is enciphered and needs its passphrase")),
                        preamble.bytes()));
    }

    /** The rest of it is still to be summed when gzip is done. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private static final class Entries {
        private final InputStream in;
        private final BackupVisitor visitor;
        private Contents contents = Contents.NONE;

        Entries(InputStream in, BackupVisitor visitor) {
            this.in = in;
            this.visitor = visitor;
        }

        Contents read() throws IOException {
            Entry first = entry();
            if (first.kind() != Entry.Kind.HEADER) {
                throw BackupException.damaged("it has no header");
            }
            visitor.header(Entry.required(first.header()));
            Entry entry = entry();
            for (; entry.kind() != Entry.Kind.END; entry = entry()) {
                show(entry);
                if (in.read() != '\n') {
                    throw BackupException.damaged("an entry is longer than it says");
                }
            }
            if (!contents.equals(entry.contents()) || in.read() >= 0) {
                throw BackupException.damaged("it holds more or less than it says");
            }
            return contents;
        }

        private void show(Entry entry) throws IOException {
            try {
                switch (entry.kind()) {
                    case ITEM -> item(entry);
                    case SECRET -> {
                        visitor.secret(Entry.required(entry.name()), bytes(entry));
                        contents = contents.secret();
                    }
                    case OBJECT -> object(entry);
                    case HEADER, END -> throw BackupException.damaged("it has two headers");
                }
            } catch (IllegalArgumentException | CharacterCodingException e) {
                throw BackupException.damaged("an entry can not be stored");
            }
        }

        private void item(Entry entry) throws IOException {
            BackedTable table = BackedTable.of(Entry.required(entry.table()));
            Key key = new Key(Entry.required(entry.pk()), Entry.required(entry.sk()));
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(entry)))
                    .toString();
            visitor.item(table, key, new Body(Entry.required(entry.schema()), json, entry.expiresAt()));
            contents = contents.item(table);
        }

        private void object(Entry entry) throws IOException {
            Bounded body = new Bounded(in, entry.bytes());
            visitor.object(ObjectKeys.require(Entry.required(entry.name())), Entry.required(entry.meta()), body);
            body.transferTo(java.io.OutputStream.nullOutputStream());
            contents = contents.object();
        }

        private byte[] bytes(Entry entry) throws IOException {
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.bytes()));
            if (bytes.length != entry.bytes()) {
                throw BackupException.damaged("it ends too soon");
            }
            return bytes;
        }

        private Entry entry() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || line.size() == Entry.MAX_LINE) {
                    throw BackupException.damaged(next < 0 ? "it ends too soon" : "an entry is too long");
                }
                line.write(next);
            }
            return Entry.parse(line.toString(StandardCharsets.UTF_8));
        }
    }
}
