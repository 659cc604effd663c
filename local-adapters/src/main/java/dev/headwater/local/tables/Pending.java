package dev.headwater.local.tables;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A change that waits for the writer, and who waits for it. */
final class Pending<T> {
    private final int rows;
    private final long chars;
    private final Change<T> change;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    /** Something to do inside a transaction; it may be tried twice, so it has no effect but on the items. */
    @FunctionalInterface
    interface Change<T> {
        T apply(ItemWrites items) throws SQLException;
    }

    /** @param chars how much the change holds in memory while it waits, about */
    Pending(int rows, long chars, Change<T> change) {
        this.rows = rows;
        this.chars = chars;
        this.change = change;
    }

    int rows() {
        return rows;
    }

    long chars() {
        return chars;
    }

    /** The writer is about to apply it; false: who waited has given it up. */
    boolean begin() {
        return decided.compareAndSet(false, true);
    }

    /** Who waited gives it up; false: too late, it may be written. */
    boolean withdraw() {
        return decided.compareAndSet(false, true);
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
