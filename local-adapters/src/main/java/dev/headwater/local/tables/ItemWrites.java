package dev.headwater.local.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Changes items. There is one writer to a file, so what it reads inside its transaction stays true until it writes. */
final class ItemWrites implements AutoCloseable {
    private static final long ABSENT = 0;

    private final Statements statements;
    private final ItemReads reads;

    ItemWrites(Statements statements) {
        this.statements = statements;
        this.reads = new ItemReads(statements);
    }

    void begin() throws SQLException {
        statements.bind("BEGIN IMMEDIATE").execute();
    }

    void commit() throws SQLException {
        statements.bind("COMMIT").execute();
    }

    void rollback() throws SQLException {
        try {
            statements.forget();
        } finally {
            try {
                statements.bind("ROLLBACK").execute();
            } finally {
                statements.forget();
            }
        }
    }

    PutResult put(Key key, Body body, Condition condition) throws SQLException {
        long current = version(key);
        if (!holds(condition, current)) {
            return new PutResult.Conflict(reads.get(key));
        }
        Instant expiresAt = body.expiresAt();
        statements
                .bind(
                        "INSERT OR REPLACE INTO items (pk, sk, schema_no, body, version, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        key.pk(),
                        key.sk(),
                        body.schema(),
                        body.json(),
                        current + 1,
                        expiresAt == null ? null : expiresAt.toEpochMilli())
                .executeUpdate();
        return new PutResult.Written(current + 1);
    }

    boolean delete(Key key, Condition condition) throws SQLException {
        if (condition instanceof Condition.IfAbsent || !holds(condition, version(key))) {
            return false;
        }
        statements
                .bind("DELETE FROM items WHERE pk = ? AND sk = ?", key.pk(), key.sk())
                .executeUpdate();
        return true;
    }

    /** Removes some of what expired before {@code now}; returns how many. */
    int deleteExpired(Instant now, int limit) throws SQLException {
        return statements
                .bind(
                        "DELETE FROM items WHERE (pk, sk) IN"
                                + " (SELECT pk, sk FROM items WHERE expires_at < ? LIMIT ?)",
                        now.toEpochMilli(),
                        limit)
                .executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }

    private long version(Key key) throws SQLException {
        var select = statements.bind("SELECT version FROM items WHERE pk = ? AND sk = ?", key.pk(), key.sk());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : ABSENT;
        }
    }

    private static boolean holds(Condition condition, long current) {
        return switch (condition) {
            case Condition.Always() -> true;
            case Condition.IfAbsent() -> current == ABSENT;
            case Condition.IfVersion(long version) -> current != ABSENT && current == version;
        };
    }
}
