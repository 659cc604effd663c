package dev.headwater.aws.tables;

import dev.headwater.core.store.StoreException;
import java.util.Collection;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does many writes side by side; the first fault ends all. */
final class Batches {
    /** A table that is paid by request begins with 4,000 writes a second; this many keep it busy from one machine. */
    private static final int SIDE_BY_SIDE = 32;

    private final Backoff backoff;

    Batches(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * @param prepared of each, when its turn comes; what is written again is the same
     * @throws StoreException the first fault; some may be written then
     */
    <T, U> void each(Collection<T> all, Function<T, U> prepared, Consumer<U> write) {
        if (all.isEmpty()) {
            return;
        }
        Queue<T> queue = new ConcurrentLinkedQueue<>(all);
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        Callable<@Nullable Void> worker = () -> {
            try {
                for (T next = queue.poll(); next != null; next = queue.poll()) {
                    patiently(prepared.apply(next), write);
                }
                return null;
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
                queue.clear();
                return null;
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Void> done :
                    threads.invokeAll(Collections.nCopies(Math.min(SIDE_BY_SIDE, all.size()), worker))) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while writing many items", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread that writes ended", e);
        }
        RuntimeException first = fault.get();
        if (first != null) {
            throw first;
        }
    }

    private <T> void patiently(T item, Consumer<T> write) {
        for (int round = 0; ; round++) {
            try {
                write.accept(item);
                return;
            } catch (DynamoFaults.Throttled e) {
                if (!backoff.waits(round)) {
                    throw e;
                }
            }
        }
    }
}
