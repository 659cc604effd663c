package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.StoreException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An object store whose puts hang or fail when told to. */
public class BrokenStore implements ObjectStore {
    private final ObjectStore store;
    public final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger puts = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);

    public BrokenStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
        puts.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new StoreException("interrupted", e);
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreException("the store is full");
        }
        return store.put(key, bytes, meta);
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        return store.put(key, body, meta);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        return store.putIfAbsent(key, bytes, meta);
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        return store.get(key, range);
    }

    @Override
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        return store.list(prefix, limit, after);
    }

    @Override
    public void delete(Collection<String> keys) {
        store.delete(keys);
    }
}
