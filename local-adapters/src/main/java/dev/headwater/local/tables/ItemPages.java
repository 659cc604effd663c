package dev.headwater.local.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Items as they stand on the pages of a file, found without the tree that leads there. A page may be one that is not used
 * any more, so what it holds may have been removed or replaced since.
 *
 * <p>The layout is that of index pages, inner ones too, which hold tables without row ids: https://sqlite.org/fileformat.html
 */
final class ItemPages {
    /** What every file is made with. */
    static final int PAGE_BYTES = 4096;

    private static final int INDEX_LEAF = 0x0a;
    private static final int LEAF_HEADER = 8;
    private static final int INDEX_INNER = 0x02;
    private static final int INNER_HEADER = 12;
    /** Before each item of an inner page: the page of what comes before it. */
    private static final int CHILD_BYTES = 4;

    private static final int COLUMNS = 6;
    private static final int MAX_PAYLOAD = Body.MAX_BYTES + 8 * 1024;
    private static final int MAX_LOCAL = (PAGE_BYTES - 12) * 64 / 255 - 23;
    private static final int MIN_LOCAL = (PAGE_BYTES - 12) * 32 / 255 - 23;
    private static final int OVERFLOW = PAGE_BYTES - 4;

    private final FileChannel file;

    ItemPages(FileChannel file) {
        this.file = file;
    }

    int count() throws IOException {
        return Math.toIntExact(file.size() / PAGE_BYTES);
    }

    /** The items of a page, counted from 1; none where it is another kind of page. */
    List<Item> items(int number) throws IOException {
        ByteBuffer page = page(number);
        List<Item> items = new ArrayList<>();
        if (page == null || (page.get(0) != INDEX_LEAF && page.get(0) != INDEX_INNER)) {
            return items;
        }
        boolean isLeaf = page.get(0) == INDEX_LEAF;
        int cells = Math.min(page.getShort(3) & 0xffff, PAGE_BYTES / 4);
        for (int i = 0; i < cells; i++) {
            try {
                int at = page.getShort((isLeaf ? LEAF_HEADER : INNER_HEADER) + 2 * i) & 0xffff;
                ByteBuffer cell = page.duplicate().position(at + (isLeaf ? 0 : CHILD_BYTES));
                item(payload(cell)).ifPresent(items::add);
            } catch (RuntimeException | CharacterCodingException e) {
                // No item: damaged, or the leaf of another tree.
            }
        }
        return items;
    }

    private @Nullable ByteBuffer page(int number) throws IOException {
        if (number < 2) {
            return null;
        }
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
        long from = (number - 1L) * PAGE_BYTES;
        while (page.hasRemaining()) {
            if (file.read(page, from + page.position()) < 0) {
                return null;
            }
        }
        return page.flip();
    }

    /** A long record stands partly on the leaf, the rest on a chain of other pages. */
    private ByteBuffer payload(ByteBuffer cell) throws IOException {
        int length = Math.toIntExact(varint(cell));
        if (length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("too long");
        }
        int split = MIN_LOCAL + (length - MIN_LOCAL) % OVERFLOW;
        int local = length <= MAX_LOCAL ? length : split <= MAX_LOCAL ? split : MIN_LOCAL;
        ByteBuffer payload = ByteBuffer.allocate(length);
        payload.put(cell.slice(cell.position(), local));
        int next = local < length ? cell.getInt(cell.position() + local) : 0;
        while (payload.hasRemaining()) {
            ByteBuffer page = page(next);
            if (page == null) {
                throw new IllegalArgumentException("cut off");
            }
            next = page.getInt(0);
            payload.put(page.slice(4, Math.min(OVERFLOW, payload.remaining())));
        }
        return payload.flip();
    }

    private static Optional<Item> item(ByteBuffer record) throws CharacterCodingException {
        int headerBytes = Math.toIntExact(varint(record));
        long[] types = new long[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            types[i] = varint(record);
        }
        if (record.position() != headerBytes) {
            return Optional.empty();
        }
        String pk = text(record, types[0]);
        String sk = text(record, types[1]);
        int schema = Math.toIntExact(number(record, types[2]));
        String json = text(record, types[3]);
        long version = number(record, types[4]);
        Instant expiresAt = types[5] == 0 ? null : Instant.ofEpochMilli(number(record, types[5]));
        return Optional.of(new Item(new Key(pk, sk), new Body(schema, json, expiresAt), version));
    }

    private static String text(ByteBuffer record, long type) throws CharacterCodingException {
        if (type < 13 || type % 2 == 0) {
            throw new IllegalArgumentException("no text");
        }
        int length = Math.toIntExact((type - 13) / 2);
        ByteBuffer bytes = record.slice(record.position(), length);
        record.position(record.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static long number(ByteBuffer record, long type) {
        if (type == 8 || type == 9) {
            return type - 8;
        }
        if (type < 1 || type > 6) {
            throw new IllegalArgumentException("no number");
        }
        int bytes = type == 6 ? 8 : type == 5 ? 6 : (int) type;
        long value = record.get();
        for (int i = 1; i < bytes; i++) {
            value = (value << 8) | (record.get() & 0xff);
        }
        return value;
    }

    /** Seven bits a byte, the highest first, for eight bytes; the ninth has eight. */
    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = in.get();
            value = (value << 7) | (next & 0x7f);
            if (next >= 0) {
                return value;
            }
        }
        return (value << 8) | (in.get() & 0xff);
    }
}
