package dev.headwater.local.tables;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A change that waits for the writer, and who waits for it. */
final class Pending<T> {
    private final int rows;
    private final Change<T> change;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    /** Something to do inside a transaction; it may be tried twice, so it has no effect but on the items. */
    @FunctionalInterface
    interface Change<T> {
        T apply(ItemWrites items) throws SQLException;
    }

    Pending(int rows, Change<T> change) {
        this.rows = rows;
        this.change = change;
    }

    int rows() {
        return rows;
    }

    CompletableFuture<T> outcome() {
        return outcome;
    }

    void apply(ItemWrites items) throws SQLException {
        result = change.apply(items);
    }

    /** The transaction in which it was applied is committed. */
    @SuppressWarnings("NullAway") // applied before
    void acknowledge() {
        outcome.complete(result);
    }
}
