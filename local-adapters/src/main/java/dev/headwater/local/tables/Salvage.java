package dev.headwater.local.tables;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what can be read of a damaged file, and writes it to a new one. */
final class Salvage {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::pk).thenComparing(Key::sk);
    /** Of the file's header: how many pages it has, and that this number is right. */
    private static final int PAGES_AT = 28;

    private static final int CHANGES_AT = 24;
    private static final int VALID_FOR_AT = 92;
    private static final int FREE_PAGES_AT = 32;

    private static final String VALUES = " (pk, sk, schema_no, body, version, expires_at) VALUES (?, ?, ?, ?, ?, ?)";

    private final Path damaged;
    private final Path fresh;
    private final Predicate<Key> wanted;
    private long kept;
    private long unproved;
    private int gaps;

    /** @param wanted what is to be in the new file */
    Salvage(Path damaged, Path fresh, Predicate<Key> wanted) {
        this.damaged = damaged;
        this.fresh = fresh;
        this.wanted = wanted;
    }

    /**
     * What came of it.
     *
     * @param kept items in the new file
     * @param unproved of these, items found on pages that no way leads to: a few may have been removed or changed since
     * @param gaps places where something can not be read
     */
    record Result(long kept, long unproved, int gaps) {}

    /**
     * Writes the new file whole. The damaged one, of which there has to be a copy, is changed: it may get a new header, and
     * SQLite folds its log into it.
     */
    Result run() throws SQLException, IOException {
        if (!isReadable()) {
            putNewHeader();
        }
        try (Connection to = new Connections(fresh, Durability.FULL).writer(Migrations.HEADWATER);
                Statement transaction = to.createStatement();
                PreparedStatement insert = to.prepareStatement("INSERT OR IGNORE INTO items" + VALUES)) {
            // One: what is not whole is thrown away anyway.
            transaction.execute("BEGIN IMMEDIATE");
            readPages(to, insert, readInOrder(insert, pages()));
            transaction.execute("COMMIT");
        }
        return new Result(kept, unproved, gaps);
    }

    /** Whether SQLite finds the table. */
    private boolean isReadable() {
        try (Connection connection = new Connections(damaged, Durability.FULL).reader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'items'")) {
            return row.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Every file begins alike, with the same tables on the same pages: the first page of a new one leads to the rest. */
    private void putNewHeader() throws SQLException, IOException {
        Path model = fresh.resolveSibling(fresh.getFileName() + "-model");
        try {
            new Connections(model, Durability.FULL).writer(Migrations.HEADWATER).close();
            ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(model), 0, ItemPages.PAGE_BYTES);
            try (FileChannel file = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
                header.putInt(PAGES_AT, Math.toIntExact(file.size() / ItemPages.PAGE_BYTES));
                header.putInt(VALID_FOR_AT, header.getInt(CHANGES_AT));
                header.putLong(FREE_PAGES_AT, 0);
                file.write(header, 0);
            }
        } finally {
            Files.deleteIfExists(model);
        }
    }

    /** The pages that hold items, or did once, by their first key: the page in use, and old copies of it. */
    private NavigableMap<Key, List<Integer>> pages() throws IOException {
        NavigableMap<Key, List<Integer>> pages = new TreeMap<>(ORDER);
        try (FileChannel file = FileChannel.open(damaged, StandardOpenOption.READ)) {
            ItemPages leaves = new ItemPages(file);
            for (int number = 2; number <= leaves.count(); number++) {
                List<Item> items = leaves.items(number);
                if (!items.isEmpty()) {
                    pages.computeIfAbsent(items.getFirst().key(), key -> new ArrayList<>())
                            .add(number);
                }
            }
        }
        return pages;
    }

    /**
     * Goes through the table until something is in the way, and on behind it from the next page that the tree leads to.
     *
     * @return the pages it does not lead to
     */
    private List<Integer> readInOrder(PreparedStatement insert, NavigableMap<Key, List<Integer>> pages)
            throws SQLException {
        List<Integer> unreached = new ArrayList<>();
        try (Connection from = new Connections(damaged, Durability.FULL).reader()) {
            @Nullable Key start = null;
            do {
                Stop stop = readFrom(from, start, insert);
                if (stop.atEnd()) {
                    return unreached;
                }
                if (start != null && stop.last() == null) {
                    unreached.addAll(pages.getOrDefault(start, List.of()));
                } else {
                    gaps++;
                }
                Key behind = stop.last() == null ? start : stop.last();
                start = behind == null ? (pages.isEmpty() ? null : pages.firstKey()) : pages.higherKey(behind);
            } while (start != null);
        }
        return unreached;
    }

    /** How far a reading came: the last key, null where there was not even one. */
    private record Stop(@Nullable Key last, boolean atEnd) {}

    private Stop readFrom(Connection from, @Nullable Key start, PreparedStatement insert) throws SQLException {
        @Nullable Key last = null;
        try (PreparedStatement select =
                from.prepareStatement(ItemReads.SELECT + " WHERE (pk, sk) >= (?, ?) ORDER BY pk, sk")) {
            select.setString(1, start == null ? "" : start.pk());
            select.setString(2, start == null ? "" : start.sk());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<Item> item = item(row);
                    if (item.isPresent()) {
                        kept += insert(insert, item.get());
                        last = item.get().key();
                    } else {
                        gaps++;
                    }
                }
            }
            return new Stop(last, true);
        } catch (SQLException e) {
            if (!Faults.isCorrupt(e)) {
                throw e;
            }
            return new Stop(last, false);
        }
    }

    /** Empty: its values are none of ours. */
    private static Optional<Item> item(ResultSet row) throws SQLException {
        try {
            return Optional.of(ItemReads.item(row));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * What the tree does not lead to, from the pages themselves. Where several have an item, the one that was changed most
     * often is the newest; what the tree led to is the truth, whatever its version: an item that was removed begins anew.
     */
    private void readPages(Connection to, PreparedStatement insert, List<Integer> unreached)
            throws SQLException, IOException {
        Set<Key> found = new HashSet<>();
        try (FileChannel file = FileChannel.open(damaged, StandardOpenOption.READ);
                PreparedStatement replace = to.prepareStatement("INSERT INTO items" + VALUES
                        + " ON CONFLICT (pk, sk) DO UPDATE SET schema_no = excluded.schema_no, body = excluded.body,"
                        + " version = excluded.version, expires_at = excluded.expires_at"
                        + " WHERE excluded.version > items.version")) {
            ItemPages leaves = new ItemPages(file);
            for (int number : unreached) {
                for (Item item : leaves.items(number)) {
                    if (found.contains(item.key())) {
                        insert(replace, item);
                    } else if (insert(insert, item) > 0) {
                        found.add(item.key());
                    }
                }
            }
        }
        kept += found.size();
        unproved = found.size();
    }

    private int insert(PreparedStatement insert, Item item) throws SQLException {
        if (!wanted.test(item.key())) {
            return 0;
        }
        insert.setString(1, item.key().pk());
        insert.setString(2, item.key().sk());
        insert.setInt(3, item.body().schema());
        insert.setString(4, item.body().json());
        insert.setLong(5, item.version());
        insert.setObject(
                6,
                item.body().expiresAt() == null ? null : item.body().expiresAt().toEpochMilli());
        return insert.executeUpdate();
    }
}
