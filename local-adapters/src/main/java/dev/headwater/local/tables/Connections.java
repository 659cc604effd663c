package dev.headwater.local.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens one file. */
record Connections(Path file, Durability durability) {
    /** For a backup tool that looks into the file meanwhile. */
    private static final int BUSY_MILLIS = 5_000;
    /** What is left of the write-ahead log after an import. */
    private static final int JOURNAL_BYTES = 64 * 1024 * 1024;
    /** A larger file would hold up the start for seconds; {@code repair --check} looks at it whole. */
    private static final long CHECKED_BYTES = 256L * 1024 * 1024;

    /** The first connection: brings the file to the known schema, then turns the write-ahead log on. */
    Connection writer(Migrations migrations) throws SQLException {
        if (Files.exists(salvaged())) {
            // A repair puts it in the place of the file: what is written to the file until then would be lost.
            throw new CorruptTableException(file + ": a repair of it was cut short; see: headwater repair");
        }
        boolean unclean = wasKilled();
        Connection connection = open();
        try {
            migrations.apply(connection, new Faults(file));
            execute(
                    connection,
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA journal_size_limit = " + JOURNAL_BYTES,
                    "PRAGMA synchronous = " + durability,
                    // SQLite opens a file that it may only read without a word.
                    "BEGIN IMMEDIATE",
                    "ROLLBACK");
            if (unclean && Files.size(file) <= CHECKED_BYTES) {
                check(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        } catch (IOException e) {
            connection.close();
            throw new SQLException(e);
        }
    }

    /** A log that holds something was not folded into the file: the process, or the machine, went down. */
    private boolean wasKilled() {
        try {
            return Files.size(log()) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a repair has read of the file, whole, until it takes the file's place. */
    Path salvaged() {
        return file.resolveSibling(file.getFileName() + ".salvaged");
    }

    private Path log() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!row.next() || !row.getString(1).equals("ok")) {
                throw new CorruptTableException(file + ": the file is corrupt; see: headwater repair");
            }
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

    /**
     * Looks at the file and leaves it as it is, down to the log: closing any other connection folds the log into the file,
     * which hides what a damaged one still had.
     */
    Connection look() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        // Without a log SQLite needs no files of its own beside this one.
        return config.createConnection("jdbc:sqlite:" + file.toUri() + (wasKilled() ? "?mode=ro" : "?immutable=1"));
    }

    /** After the last look is closed: SQLite leaves its index of the log behind, and makes it anew whenever it needs one. */
    void endLook() {
        try {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        } catch (IOException e) {
            // It harms nobody.
        }
    }

    private static void execute(Connection connection, String... pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
        }
    }
}
