package dev.headwater.api.listing;

import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Renders packs that are not up to date: each once at a time, two different ones at most, in the order they are asked. */
final class Rendering implements AutoCloseable {
    private static final int AT_ONCE = 2;
    private static final int STOP_SECONDS = 5;

    private final PublishRequests requests;
    private final Packs packs;
    private final PackObjects objects;
    private final Renderer renderer;
    private final Audiences audiences;
    private final Path folder;
    private final InstantSource clock;
    private final Map<PackKey, CompletableFuture<Ready>> running = new ConcurrentHashMap<>();
    /** Not virtual: it would hold up the requests' threads for as long as it computes. */
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("renderer-", 0).factory());

    Rendering(
            PublishRequests requests,
            Packs packs,
            PackObjects objects,
            Renderer renderer,
            Audiences audiences,
            Path folder,
            InstantSource clock) {
        this.requests = requests;
        this.packs = packs;
        this.objects = objects;
        this.renderer = renderer;
        this.audiences = audiences;
        this.folder = folder;
        this.clock = clock;
    }

    /** What stands ready once it is up to date, or why it is not. Joins one that is on its way. */
    CompletableFuture<Ready> submit(PackKey key) {
        return running.computeIfAbsent(key, k -> {
            CompletableFuture<Ready> future = new CompletableFuture<>();
            try {
                threads.execute(new Task(k, future));
            } catch (RejectedExecutionException e) {
                future.completeExceptionally(stopping());
            }
            return future;
        });
    }

    private static StoreException stopping() {
        return new StoreException("lists are made no more: the server stops");
    }

    /** What is asked for, and who waits for it. */
    private final class Task implements Runnable {
        private final PackKey key;
        private final CompletableFuture<Ready> future;

        private Task(PackKey key, CompletableFuture<Ready> future) {
            this.key = key;
            this.future = future;
        }

        @Override
        public void run() {
            Rendering.this.run(key, future);
        }
    }

    private void run(PackKey key, CompletableFuture<Ready> future) {
        try {
            Ready ready = render(key);
            running.remove(key);
            future.complete(ready);
        } catch (IOException | RuntimeException | Error e) {
            running.remove(key);
            future.completeExceptionally(e);
        }
    }

    private Ready render(PackKey key) throws IOException {
        Instant now = clock.instant();
        PublishRequests.Wanted wanted = requests.read(key.scope());
        // What is made in the middle of a job is behind once the job is over, also where it dies.
        long change = wanted.isHeld(now) ? wanted.change() - 1 : wanted.change();
        Optional<Ready> before = packs.read(key);
        if (before.isPresent()
                && before.get().change() >= change
                && before.get().isValid(now)
                && objects.exists(key, before.get().pack())) {
            return packs.save(key, before.get());
        }
        try (PackWriter pack = new PackWriter(folder)) {
            Renderer.Noticed noticed = renderer.render(key, audiences.sight(key.audience()), now, pack);
            audiences.found(key.scope(), noticed.countries());
            String name = objects.put(key, pack);
            Instant askedAt = before.map(Ready::askedAt).orElse(now);
            Ready saved = packs.save(key, Ready.of(key, change, noticed.validUntil(), askedAt, name));
            before.map(Ready::pack).filter(old -> !old.equals(saved.pack())).ifPresent(old -> objects.delete(key, old));
            if (!name.equals(saved.pack())) {
                objects.delete(key, name);
            }
            return saved;
        }
    }

    @Override
    public void close() {
        for (Runnable never : threads.shutdownNow()) {
            if (never instanceof Task task) {
                task.future.completeExceptionally(stopping());
            }
        }
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
