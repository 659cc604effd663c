package dev.headwater.local.tables;

import dev.headwater.core.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that changes a file. Whatever waits while a transaction is being committed goes into the next one
 * together, so that many writers share one flush of the disk; each is told only after the commit that holds its change.
 *
 * <p>A disk that can not keep up is said so: no more waits than fits, and nobody waits for longer than is told.
 */
final class Writer implements AutoCloseable {
    /** A transaction no longer than this holds nobody up for long. */
    static final int MAX_ROWS = 500;
    /** Each is somebody who waits; a disk that takes 5 s for a flush still works through these in time. */
    static final int MAX_WAITING = 10_000;

    private static final long MAX_WAITING_CHARS = 32L * 1024 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** One too large for the room that is left may fail between others that fit; this many in a row say the disk is full. */
    private static final int FULL_AFTER = 3;

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final ItemWrites items;
    private final Faults faults;
    private final InstantSource clock;
    private final Duration patience;
    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final Pending<?> stop = new Pending<>(0, 0, none -> true);
    private final Thread thread;
    private boolean closed;
    private long waitingChars;
    private Instant nextSweep = Instant.MIN;

    /** @param patience how long a change may wait for the disk */
    Writer(String name, ItemWrites items, Faults faults, InstantSource clock, Duration patience) {
        this.patience = patience;
        this.items = items;
        this.faults = faults;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("tables-write-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns once the change is durable. */
    <T> T write(int rows, long chars, Pending.Change<T> change) {
        Pending<T> pending = submit(rows, chars, change);
        return faults.await(pending.outcome(), patience, () -> giveUp(pending));
    }

    <T> Pending<T> submit(int rows, long chars, Pending.Change<T> change) {
        Pending<T> pending = new Pending<>(rows, chars, change);
        synchronized (this) {
            if (closed) {
                throw faults.closed();
            }
            boolean isCrowded = queue.size() >= MAX_WAITING || waitingChars + chars > MAX_WAITING_CHARS;
            if (isCrowded && !queue.isEmpty()) {
                throw faults.crowded(queue.size() + " writes");
            }
            waitingChars += chars;
            queue.add(pending);
        }
        return pending;
    }

    private StoreException giveUp(Pending<?> pending) {
        if (!pending.withdraw()) {
            return faults.late(patience, "whether it was written shows when it is read");
        }
        if (queue.remove(pending)) {
            left(pending);
        }
        return faults.late(patience, "nothing was written");
    }

    synchronized long waitingChars() {
        return waitingChars;
    }

    private synchronized void left(Pending<?> pending) {
        waitingChars -= pending.chars();
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
            // Those who gave up meanwhile were told that nothing is written.
            List<Pending<?>> wanted = group.stream().filter(Pending::begin).toList();
            if (!wanted.isEmpty()) {
                commit(wanted);
            }
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
            if (one != first) {
                if (rows + one.rows() > MAX_ROWS) {
                    break;
                }
                if (!queue.remove(one)) {
                    // Given up just now, and counted off by whoever waited for it.
                    continue;
                }
            }
            rows += one.rows();
            left(one);
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

    /** Null: committed, and everyone told. */
    private @Nullable Throwable commit(List<Pending<?>> group) {
        try {
            items.begin();
            for (Pending<?> one : group) {
                one.apply(items);
            }
            items.commit();
        } catch (Throwable e) {
            rollback();
            if (group.size() == 1 || (Faults.isOfTheDisk(e) && !Faults.isFull(e))) {
                group.forEach(one -> one.outcome().completeExceptionally(e));
            } else {
                commitEach(group);
            }
            return e;
        }
        group.forEach(Pending::acknowledge);
        return null;
    }

    /** Which of them broke the transaction is found by giving each one of its own. */
    private void commitEach(List<Pending<?>> group) {
        int full = 0;
        for (Pending<?> one : group) {
            Throwable failed = commit(List.of(one));
            full = failed != null && Faults.isOfTheDisk(failed) ? full + 1 : 0;
            if (full == FULL_AFTER) {
                Throwable fault = Objects.requireNonNull(failed);
                group.forEach(rest -> rest.outcome().completeExceptionally(fault));
                return;
            }
        }
    }

    private void rollback() {
        try {
            items.rollback();
        } catch (SQLException | RuntimeException e) {
            // Some faults end the transaction by themselves; any other shows at the next begin.
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        Pending<Integer> sweeping = new Pending<>(MAX_ROWS, 0, sweep -> sweep.deleteExpired(now, MAX_ROWS));
        commit(List.of(sweeping));
        boolean more = !sweeping.outcome().isCompletedExceptionally()
                && sweeping.outcome().join() == MAX_ROWS;
        nextSweep = more ? now : now.plus(SWEEP_EVERY);
    }
}
