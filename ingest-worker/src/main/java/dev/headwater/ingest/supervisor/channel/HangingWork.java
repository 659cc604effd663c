package dev.headwater.ingest.supervisor.channel;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Does beside its caller what may hang in a store. It is left behind where nobody waits for it any more; only so much may hang at once. */
final class HangingWork implements AutoCloseable {
    private final Semaphore free;
    private final ExecutorService threads;

    /** @param threads what their names begin with */
    HangingWork(String threads, int most) {
        this.free = new Semaphore(most);
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(threads, 0).factory());
    }

    /**
     * Begins something. Its permit is given back outside of what can be cancelled: what is cancelled early never runs at all.
     *
     * @param patience in ns: how long to wait until less hangs
     * @return empty: too much does
     */
    <T> Optional<Future<T>> begin(Callable<T> work, long patience) throws InterruptedException {
        if (!free.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        FutureTask<T> task = new FutureTask<>(work);
        boolean begun = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    free.release();
                }
            });
            begun = true;
            return Optional.of(task);
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
