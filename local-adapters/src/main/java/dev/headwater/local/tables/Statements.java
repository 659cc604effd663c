package dev.headwater.local.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection. One thread at a time. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** After a fault: the driver closes a statement that failed, and keeps saying that it is closed. */
    void forget() throws SQLException {
        List<PreparedStatement> failed = List.copyOf(prepared.values());
        prepared.clear();
        for (PreparedStatement statement : failed) {
            statement.close();
        }
    }

    @Override
    public void close() throws SQLException {
        forget();
        connection.close();
    }
}
