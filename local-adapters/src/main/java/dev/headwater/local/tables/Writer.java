package dev.headwater.local.tables;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread that changes a file. Whatever waits while a transaction is being committed goes into the next one
 * together, so that many writers share one flush of the disk; each is told only after the commit that holds its change.
 */
final class Writer implements AutoCloseable {
    /** A transaction no longer than this holds nobody up for long. */
    static final int MAX_ROWS = 500;

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final ItemWrites items;
    private final Faults faults;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final Pending<?> stop = new Pending<>(0, none -> true);
    private final Thread thread;
    private boolean closed;
    private Instant nextSweep = Instant.MIN;

    Writer(String name, ItemWrites items, Faults faults, InstantSource clock) {
        this.items = items;
        this.faults = faults;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("tables-write-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns once the change is durable. */
    <T> T write(int rows, Pending.Change<T> change) {
        return faults.await(submit(rows, change));
    }

    <T> CompletableFuture<T> submit(int rows, Pending.Change<T> change) {
        Pending<T> pending = new Pending<>(rows, change);
        synchronized (this) {
            if (closed) {
                throw faults.closed();
            }
            queue.add(pending);
        }
        return pending.outcome();
    }

    /** Finishes everything accepted before. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(stop);
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (List<Pending<?>> group = next(); !group.isEmpty(); group = next()) {
            commit(group);
            sweep();
        }
        try {
            items.close();
        } catch (SQLException e) {
            // Everything is committed; the next opening finds the file as after a crash, and whole.
        }
    }

    private List<Pending<?>> next() {
        List<Pending<?>> group = new ArrayList<>();
        Pending<?> first = take();
        int rows = 0;
        for (Pending<?> one = first; one != null && one != stop; one = queue.peek()) {
            rows += one.rows();
            if (one != first) {
                if (rows > MAX_ROWS) {
                    break;
                }
                queue.remove();
            }
            group.add(one);
        }
        return group;
    }

    private Pending<?> take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Nobody has a reason to: closing goes through the queue.
            }
        }
    }

    private void commit(List<Pending<?>> group) {
        try {
            items.begin();
            for (Pending<?> one : group) {
                one.apply(items);
            }
            items.commit();
        } catch (Throwable e) {
            rollback();
            if (group.size() == 1) {
                group.getFirst().outcome().completeExceptionally(e);
            } else {
                // Which of them broke the transaction is found by giving each one of its own.
                group.forEach(one -> commit(List.of(one)));
            }
            return;
        }
        group.forEach(Pending::acknowledge);
    }

    private void rollback() {
        try {
            items.rollback();
        } catch (SQLException e) {
            // Some faults end the transaction by themselves; any other shows at the next begin.
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        Pending<Integer> sweeping = new Pending<>(MAX_ROWS, sweep -> sweep.deleteExpired(now, MAX_ROWS));
        commit(List.of(sweeping));
        boolean more = !sweeping.outcome().isCompletedExceptionally()
                && sweeping.outcome().join() == MAX_ROWS;
        nextSweep = more ? now : now.plus(SWEEP_EVERY);
    }
}
