package dev.headwater.api.imports;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does some things at the same time, so that they share flushes of the disk; the first fault ends it. */
final class Together implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
    private final Semaphore room;
    private final int width;

    /** @param width how many at once */
    Together(int width) {
        this.width = width;
        this.room = new Semaphore(width);
    }

    /** Returns when there is room for it. */
    void run(Runnable action) {
        room.acquireUninterruptibly();
        throwFault();
        threads.execute(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    /** Returns when everything is done. */
    void await() {
        room.acquireUninterruptibly(width);
        room.release(width);
        throwFault();
    }

    private void throwFault() {
        RuntimeException thrown = fault.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    static <T> void forEach(Collection<T> all, int width, Consumer<T> action) {
        try (Together together = new Together(width)) {
            all.forEach(one -> together.run(() -> action.accept(one)));
            together.await();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
