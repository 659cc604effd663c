package dev.headwater.api.ts;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.StoreException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An object store that counts how often each object is read, and fails when told to. */
final class CountedReads implements ObjectStore {
    private final ObjectStore objects = new InMemoryObjectStore();
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    volatile boolean broken;
    /** As if nothing had ever been put. */
    volatile boolean empty;

    volatile UnaryOperator<InputStream> wrap = UnaryOperator.identity();

    Map<String, Integer> reads() {
        return reads;
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        if (broken) {
            throw new StoreException("the test said so");
        }
        reads.merge(key, 1, Integer::sum);
        if (empty) {
            return Optional.empty();
        }
        return objects.get(key, range)
                .map(blob -> new Blob(
                        blob.totalLength(),
                        blob.offset(),
                        blob.length(),
                        blob.etag(),
                        blob.meta(),
                        wrap.apply(blob.body()),
                        blob.file()));
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
        return objects.put(key, bytes, meta);
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        return objects.put(key, body, meta);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        return objects.putIfAbsent(key, bytes, meta);
    }

    @Override
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        return objects.list(prefix, limit, after);
    }

    @Override
    public void delete(Collection<String> keys) {
        objects.delete(keys);
    }
}
