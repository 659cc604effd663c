package dev.headwater.local.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few platform threads that read, each with a connection of its own: a native call holds its thread, and a virtual
 * thread's carrier with it, so callers wait here instead.
 */
final class Readers implements AutoCloseable {
    static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private static final int MAX_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads;
    private final ArrayBlockingQueue<ItemReads> idle = new ArrayBlockingQueue<>(THREADS);
    private final Faults faults;

    /** How each connection is opened. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    Readers(String name, Opening opening, Faults faults) throws SQLException {
        this.faults = faults;
        try {
            for (int i = 0; i < THREADS; i++) {
                idle.add(new ItemReads(new Statements(opening.open())));
            }
        } catch (SQLException e) {
            closeAll();
            throw e;
        }
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform()
                        .name("tables-read-" + name + "-", 1)
                        .daemon()
                        .factory());
    }

    /** Something to read. */
    @FunctionalInterface
    interface Read<T> {
        T apply(ItemReads items) throws SQLException;
    }

    <T> T read(Read<T> read) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            threads.execute(() -> run(read, outcome));
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown() ? faults.closed() : faults.crowded(MAX_WAITING + " reads");
        }
        return faults.await(outcome, PATIENCE, () -> {
            // Nobody waits for it any more.
            outcome.cancel(false);
            return faults.late(PATIENCE, "nothing was read");
        });
    }

    /** Finishes the reads that wait. */
    @Override
    public void close() {
        threads.close();
        closeAll();
    }

    private <T> void run(Read<T> read, CompletableFuture<T> outcome) {
        if (outcome.isCancelled()) {
            return;
        }
        // As many connections as threads: one is always there.
        ItemReads items = idle.remove();
        try {
            outcome.complete(read.apply(items));
        } catch (Throwable e) {
            recover(items);
            outcome.completeExceptionally(e);
        } finally {
            idle.add(items);
        }
    }

    private static void recover(ItemReads items) {
        try {
            items.recover();
        } catch (SQLException e) {
            // The next read shows what is wrong.
        }
    }

    private void closeAll() {
        List<ItemReads> open = new ArrayList<>();
        idle.drainTo(open);
        for (ItemReads items : open) {
            try {
                items.close();
            } catch (SQLException e) {
                // Nothing was written through it.
            }
        }
    }
}
