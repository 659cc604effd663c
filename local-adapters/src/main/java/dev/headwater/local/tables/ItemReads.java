package dev.headwater.local.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads items. SQLite's default collation compares UTF-8 bytes, which is the order of the port. */
final class ItemReads implements AutoCloseable {
    static final String SELECT = "SELECT pk, sk, schema_no, body, version, expires_at FROM items";

    private final Statements statements;

    ItemReads(Statements statements) {
        this.statements = statements;
    }

    Optional<Item> get(Key key) throws SQLException {
        PreparedStatement select = statements.bind(SELECT + " WHERE pk = ? AND sk = ?", key.pk(), key.sk());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(item(row)) : Optional.empty();
        }
    }

    List<Item> getAll(List<Key> keys) throws SQLException {
        List<Item> found = new ArrayList<>(keys.size());
        for (Key key : keys) {
            get(key).ifPresent(found::add);
        }
        return found;
    }

    Page<Item> query(Query query) throws SQLException {
        StringBuilder sql = new StringBuilder(SELECT).append(" WHERE pk = ?");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(query.pk());
        // A page key lies in the range, so it takes the place of the bound it has passed: with both, SQLite might start
        // at the bound and every page would read all the pages before it.
        String after = query.after();
        if (after != null) {
            sql.append(query.descending() ? " AND sk < ?" : " AND sk > ?");
            values.add(after);
        }
        if (query.from() != null && (after == null || query.descending())) {
            sql.append(" AND sk >= ?");
            values.add(query.from());
        }
        if (query.to() != null && (after == null || !query.descending())) {
            sql.append(" AND sk < ?");
            values.add(query.to());
        }
        sql.append(query.descending() ? " ORDER BY sk DESC" : " ORDER BY sk").append(" LIMIT ?");
        values.add(query.limit() + 1);
        return page(statements.bind(sql.toString(), values.toArray()), query.limit(), Key::sk);
    }

    Page<Item> scan(int limit, @Nullable String after) throws SQLException {
        String order = " ORDER BY pk, sk LIMIT ?";
        PreparedStatement select;
        if (after == null) {
            select = statements.bind(SELECT + order, limit + 1);
        } else {
            Key key = ScanKey.parse(after);
            select = statements.bind(SELECT + " WHERE (pk, sk) > (?, ?)" + order, key.pk(), key.sk(), limit + 1);
        }
        return page(select, limit, ScanKey::format);
    }

    /** To be called when any other method has failed. */
    void recover() throws SQLException {
        statements.forget();
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }

    /** One row more than the page was asked for tells whether another page follows. */
    private static Page<Item> page(PreparedStatement select, int limit, Function<Key, String> pageKey)
            throws SQLException {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Item item = items.size() == limit ? null : item(row);
                bytes += item == null ? 0 : item.body().bytes();
                if (item == null || (bytes > TableStore.MAX_PAGE_BYTES && !items.isEmpty())) {
                    return new Page<>(items, pageKey.apply(items.getLast().key()));
                }
                items.add(item);
            }
        }
        return new Page<>(items, null);
    }

    static Item item(ResultSet row) throws SQLException {
        long millis = row.getLong(6);
        Instant expiresAt = row.wasNull() ? null : Instant.ofEpochMilli(millis);
        Key key = new Key(row.getString(1), row.getString(2));
        return new Item(key, new Body(row.getInt(3), row.getString(4), expiresAt), row.getLong(5));
    }

    /** Both parts of a key as one text: the length of the first, then both. */
    private static final class ScanKey {
        static String format(Key key) {
            return key.pk().length() + ":" + key.pk() + key.sk();
        }

        static Key parse(String text) {
            int colon = text.indexOf(':');
            int length = Integer.parseInt(text, 0, colon, 10);
            return new Key(text.substring(colon + 1, colon + 1 + length), text.substring(colon + 1 + length));
        }
    }
}
