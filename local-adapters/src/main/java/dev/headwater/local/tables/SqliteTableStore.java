package dev.headwater.local.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table in a SQLite file. One process at a time: see {@code DataFolder}. */
public final class SqliteTableStore implements TableStore, AutoCloseable {
    /** With its rows, the other bound of a batch's transactions: large bodies make a few rows long to write. */
    private static final int MAX_BATCH_CHARS = 4 * 1024 * 1024;

    private final Faults faults;
    private final Readers readers;
    /** Null: the table is only looked at. */
    private final @Nullable Writer writer;

    private final Readers.Opening snapshots;
    private final Runnable end;

    private SqliteTableStore(
            Faults faults, Readers readers, @Nullable Writer writer, Readers.Opening snapshots, Runnable end) {
        this.faults = faults;
        this.readers = readers;
        this.writer = writer;
        this.snapshots = snapshots;
        this.end = end;
    }

    /**
     * Opens the table, making the file where there is none.
     *
     * @param clock tells what has expired
     * @throws StoreException where the file can not be opened, is no table, or was written by a newer Headwater
     */
    public static SqliteTableStore open(Path file, Durability durability, InstantSource clock) {
        return open(file, durability, clock, Migrations.HEADWATER);
    }

    static SqliteTableStore open(Path file, Durability durability, InstantSource clock, Migrations migrations) {
        Faults faults = new Faults(file);
        Connections connections = new Connections(file, durability);
        String name = file.getFileName().toString();
        try {
            ItemWrites writes = new ItemWrites(new Statements(connections.writer(migrations)));
            try {
                Readers readers = new Readers(name, connections::reader, faults);
                Writer writer = new Writer(name, writes, faults, clock, Writer.PATIENCE);
                writer.start();
                return new SqliteTableStore(faults, readers, writer, connections::reader, () -> {});
            } catch (SQLException e) {
                writes.close();
                throw e;
            }
        } catch (SQLException e) {
            throw faults.of(e);
        }
    }

    /**
     * Opens a table that stays as it is: every change is refused, and nothing is brought up to date.
     *
     * @throws StoreException where the file can not be opened, or is of another schema
     */
    static SqliteTableStore look(Path file) {
        Faults faults = new Faults(file);
        Connections connections = new Connections(file, Durability.FULL);
        try (Connection connection = connections.look()) {
            Migrations.HEADWATER.require(connection, faults);
            Readers readers = new Readers(file.getFileName().toString(), connections::look, faults);
            return new SqliteTableStore(faults, readers, null, connections::look, connections::endLook);
        } catch (SQLException e) {
            throw faults.of(e);
        }
    }

    @Override
    public Optional<Item> get(Key key) {
        return readers.read(items -> items.get(key));
    }

    /** In one turn of a reading thread: going there costs more than a read does. */
    @Override
    public List<Item> getAll(List<Key> keys) {
        return readers.read(items -> items.getAll(keys));
    }

    @Override
    public Page<Item> query(Query query) {
        return readers.read(items -> items.query(query));
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        return writer().write(1, body.json().length(), items -> items.put(key, body, condition));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return writer().write(1, 0, items -> items.delete(key, condition));
    }

    /** One transaction after the other, so that other writers come in between. */
    @Override
    public void putAll(List<Write> writes) {
        int from = 0;
        while (from < writes.size()) {
            int to = from;
            long chars = 0;
            for (; to < writes.size() && to - from < Writer.MAX_ROWS && chars < MAX_BATCH_CHARS; to++) {
                chars += writes.get(to).body().json().length();
            }
            List<Write> batch = writes.subList(from, to);
            writer().write(batch.size(), chars, items -> {
                for (Write write : batch) {
                    items.put(write.key(), write.body(), Condition.always());
                }
                return batch.size();
            });
            from = to;
        }
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        return readers.read(items -> items.scan(limit, after));
    }

    /**
     * The table as it is now, however long it is read: close it, since the write-ahead log grows until then. To be used by
     * one platform thread at a time.
     */
    TableSnapshot snapshot() {
        try {
            return TableSnapshot.of(snapshots.open(), faults);
        } catch (SQLException e) {
            throw faults.of(e);
        }
    }

    /** Finishes what was begun; later calls are refused. */
    @Override
    public void close() {
        // The writer last: SQLite folds the log into the file when the last connection goes.
        readers.close();
        if (writer != null) {
            writer.close();
        }
        end.run();
    }

    private Writer writer() {
        if (writer == null) {
            throw faults.onlyLookedAt();
        }
        return writer;
    }
}
