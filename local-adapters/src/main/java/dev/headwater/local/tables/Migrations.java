package dev.headwater.local.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a file to the schema this code knows. The file keeps its number in {@code PRAGMA user_version}; step n (from 0)
 * leads from n to n + 1. A step that was released is never changed: another one is added.
 */
final class Migrations {
    static final Migrations HEADWATER = new Migrations(
            List.of(List.of("""
            CREATE TABLE items (
                pk TEXT NOT NULL,
                sk TEXT NOT NULL,
                schema_no INTEGER NOT NULL,
                body TEXT NOT NULL,
                version INTEGER NOT NULL,
                expires_at INTEGER,
                PRIMARY KEY (pk, sk)
            ) WITHOUT ROWID
            """, "CREATE INDEX items_expiring ON items (expires_at) WHERE expires_at IS NOT NULL")));

    private final List<List<String>> steps;

    /** Each step is a list of statements. */
    Migrations(List<List<String>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The schema it leads to. */
    int known() {
        return steps.size();
    }

    /** Changes nothing in a file of a newer schema. */
    void apply(Connection connection, Faults faults) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int found = version(statement);
            if (found > steps.size()) {
                throw faults.newer(found, steps.size());
            }
            for (int from = found; from < steps.size(); from++) {
                statement.execute("BEGIN IMMEDIATE");
                try {
                    for (String sql : steps.get(from)) {
                        statement.execute(sql);
                    }
                    statement.execute("PRAGMA user_version = " + (from + 1));
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    statement.execute("ROLLBACK");
                    throw e;
                }
            }
        }
    }

    /** Refuses any file but one of the known schema. */
    void require(Connection connection, Faults faults) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int found = version(statement);
            if (found > steps.size()) {
                throw faults.newer(found, steps.size());
            }
            if (found < steps.size()) {
                throw faults.older();
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}
