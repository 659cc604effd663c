package dev.headwater.edge;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectReader;
import dev.headwater.core.store.StoreException;
import dev.headwater.edge.StoredObject.Absent;
import dev.headwater.edge.StoredObject.Entity;
import dev.headwater.edge.StoredObject.Failed;
import dev.headwater.edge.StoredObject.InMemory;
import dev.headwater.edge.StoredObject.TooLarge;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects by key, read from the origin once however many ask at the same time, and kept in memory up to a bound. That
 * there is no such object, or that the origin is at fault, is remembered for a second: a stampede on a missing segment
 * reaches the origin once, and a segment that comes late is seen soon.
 */
final class ObjectCache {
    private static final Logger log = LoggerFactory.getLogger(ObjectCache.class);
    private static final Duration ERROR_KEPT = Duration.ofSeconds(1);
    /** What an entry weighs beside its bytes, so that a million keys without an object are not free. */
    private static final int ENTRY_BYTES = 512;
    /** Each read may hold a whole object in memory before the cache counts it. */
    private static final int CONCURRENT_READS = 8;

    private final ObjectReader origin;
    private final int maxObjectBytes;
    private final Duration longestWait;
    private final Semaphore reads = new Semaphore(CONCURRENT_READS);
    private final AtomicBoolean faulty = new AtomicBoolean();
    private final AsyncCache<String, StoredObject> cache;

    /**
     * Makes an empty cache.
     *
     * @param longestWait for other reads to end; who waits longer is told that the origin is at fault
     * @param executor may be blocked by reads: virtual threads
     */
    ObjectCache(
            ObjectReader origin,
            long maxBytes,
            int maxObjectBytes,
            Duration longestWait,
            InstantSource clock,
            Executor executor) {
        this.origin = origin;
        this.maxObjectBytes = maxObjectBytes;
        this.longestWait = longestWait;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, StoredObject object) -> weight(object))
                .expireAfter(Expiry.<String, StoredObject>creating((key, object) -> kept(object)))
                .ticker(Tickers.of(clock))
                .executor(executor)
                .buildAsync();
    }

    /** Never completes exceptionally. */
    CompletableFuture<StoredObject> find(String key) {
        return cache.get(key, this::read);
    }

    /** Forgets what was known, for an object that is seen to have changed. */
    void forget(String key) {
        cache.synchronous().invalidate(key);
    }

    /** Forgets all keys like that. What is being read of them is forgotten too. */
    void forgetAll(Predicate<String> which) {
        cache.asMap().keySet().removeIf(which);
    }

    private StoredObject read(String key) {
        try {
            take();
            try {
                return readNow(key);
            } finally {
                reads.release();
            }
        } catch (RuntimeException e) {
            // Once for all that fails until something works again: an origin that is down fails them all.
            if (faulty.compareAndSet(false, true)) {
                log.warn("origin could not deliver {}: {}", key, e.toString());
            }
            return new Failed();
        }
    }

    private void take() {
        try {
            if (!reads.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("too many reads from the origin at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read", e);
        }
    }

    private StoredObject readNow(String key) {
        Optional<Blob> found = origin.get(key, ByteRange.ALL);
        if (faulty.compareAndSet(true, false)) {
            log.warn("origin delivers again");
        }
        if (found.isEmpty()) {
            return new Absent();
        }
        try (Blob blob = found.get()) {
            Entity entity = Entity.of(blob);
            if (blob.totalLength() > maxObjectBytes) {
                return new TooLarge(entity);
            }
            byte[] bytes = blob.readAll();
            if (bytes.length != entity.length()) {
                throw new StoreException("object ended early");
            }
            return new InMemory(entity, ByteBuffer.wrap(bytes));
        }
    }

    private static int weight(StoredObject object) {
        return object instanceof InMemory memory
                ? (int) Math.min(Integer.MAX_VALUE, memory.entity().length() + ENTRY_BYTES)
                : ENTRY_BYTES;
    }

    private static Duration kept(StoredObject object) {
        return switch (object) {
            case InMemory memory -> Freshness.of(memory.entity().meta().cacheControl());
            case TooLarge large -> Freshness.of(large.entity().meta().cacheControl());
            case Absent _, Failed _ -> ERROR_KEPT;
        };
    }
}
