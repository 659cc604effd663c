package dev.headwater.local.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens one file. */
record Connections(Path file, Durability durability) {
    /** For a backup tool that looks into the file meanwhile. */
    private static final int BUSY_MILLIS = 5_000;
    /** What is left of the write-ahead log after an import. */
    private static final int JOURNAL_BYTES = 64 * 1024 * 1024;

    /** The first connection: brings the file to the known schema, then turns the write-ahead log on. */
    Connection writer(Migrations migrations) throws SQLException {
        Connection connection = open();
        try {
            migrations.apply(connection, new Faults(file));
            execute(
                    connection,
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA journal_size_limit = " + JOURNAL_BYTES,
                    "PRAGMA synchronous = " + durability);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection reader() throws SQLException {
        Connection connection = open();
        execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    private Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void execute(Connection connection, String... pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
        }
    }
}
