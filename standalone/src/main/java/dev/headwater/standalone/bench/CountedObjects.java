package dev.headwater.standalone.bench;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Objects, with a count of how often one is opened. */
record CountedObjects(ObjectStore objects, LongAdder reads) implements ObjectStore {
    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        reads.increment();
        return objects.get(key, range);
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
