package dev.headwater.local.tables;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A table as of one moment: a connection of its own in a read transaction. One thread at a time. */
public final class TableSnapshot implements AutoCloseable {
    private final ItemReads items;
    private final Faults faults;

    private TableSnapshot(ItemReads items, Faults faults) {
        this.items = items;
        this.faults = faults;
    }

    static TableSnapshot of(Connection connection, Faults faults) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            TableSnapshot snapshot = new TableSnapshot(new ItemReads(new Statements(connection)), faults);
            // The first read takes the moment.
            snapshot.scan(1, null);
            return snapshot;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** As {@link dev.headwater.core.store.TableStore#scan}. */
    public Page<Item> scan(int limit, @Nullable String after) {
        try {
            return items.scan(limit, after);
        } catch (SQLException e) {
            throw faults.of(e);
        }
    }

    @Override
    public void close() {
        try {
            items.close();
        } catch (SQLException e) {
            throw faults.of(e);
        }
    }
}
