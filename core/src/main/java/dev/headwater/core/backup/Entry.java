package dev.headwater.core.backup;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.codec.ItemCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The line before an entry's bytes.
 *
 * @param kind says which of the other fields there are
 * @param name of a secret, or an object's key
 * @param bytes how many follow
 */
record Entry(
        Kind kind,
        @Nullable BackupHeader header,
        @Nullable String table,
        @Nullable String pk,
        @Nullable String sk,
        @Nullable Integer schema,
        @Nullable Instant expiresAt,
        @Nullable String name,
        @Nullable ObjectMeta meta,
        @Nullable Contents contents,
        long bytes) {
    /** A line has two keys of 1,024 bytes at most, and JSON may spell a byte with six. */
    static final int MAX_LINE = 32 * 1024;

    static final int MAX_SECRET = 64 * 1024;
    static final long MAX_OBJECT = 1L << 40;

    private static final ItemCodec<Entry> CODEC = ItemCodec.of(Entry.class);
    private static final Key NOWHERE = new Key("BACKUP", "ENTRY");

    enum Kind {
        HEADER(0),
        SECRET(MAX_SECRET),
        ITEM(Body.MAX_BYTES),
        OBJECT(MAX_OBJECT),
        END(0);

        private final long maxBytes;

        Kind(long maxBytes) {
            this.maxBytes = maxBytes;
        }
    }

    static Entry header(BackupHeader header) {
        return new Entry(Kind.HEADER, header, null, null, null, null, null, null, null, null, 0);
    }

    static Entry item(BackedTable table, Key key, Body body) {
        return new Entry(
                Kind.ITEM,
                null,
                table.wire(),
                key.pk(),
                key.sk(),
                body.schema(),
                body.expiresAt(),
                null,
                null,
                null,
                body.bytes());
    }

    static Entry secret(String name, int bytes) {
        return new Entry(Kind.SECRET, null, null, null, null, null, null, name, null, null, bytes);
    }

    static Entry object(String key, ObjectMeta meta, long bytes) {
        return new Entry(Kind.OBJECT, null, null, null, null, null, null, key, meta, null, bytes);
    }

    static Entry end(Contents contents) {
        return new Entry(Kind.END, null, null, null, null, null, null, null, null, contents, 0);
    }

    String line() {
        return CODEC.encode(this).json();
    }

    /** @throws BackupException where the line is none, or says more bytes than an entry of its kind may have */
    static Entry parse(String line) {
        Entry entry;
        try {
            entry = CODEC.decode(new Item(NOWHERE, Body.of(1, line), 1));
        } catch (StoreException e) {
            throw BackupException.damaged("an entry can not be read");
        }
        // What JSON leaves out is null, whatever the type says.
        Kind kind = required(entry.kind());
        if (entry.bytes() < 0 || entry.bytes() > kind.maxBytes) {
            throw BackupException.damaged("an entry is too long");
        }
        return entry;
    }

    static <T> T required(@Nullable T value) {
        if (value == null) {
            throw BackupException.damaged("an entry is incomplete");
        }
        return value;
    }
}
