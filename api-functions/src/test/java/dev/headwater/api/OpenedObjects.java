package dev.headwater.api;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store that counts how often it is asked for an object, what is open in it, and the bytes that are read. */
record OpenedObjects(ObjectStore store, AtomicInteger asked, AtomicInteger open, AtomicLong read)
        implements ObjectStore {
    OpenedObjects(ObjectStore store) {
        this(store, new AtomicInteger(), new AtomicInteger(), new AtomicLong());
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        asked.incrementAndGet();
        return store.get(key, range).map(this::watched);
    }

    private Blob watched(Blob blob) {
        open.incrementAndGet();
        AtomicBoolean closed = new AtomicBoolean();
        InputStream body = new FilterInputStream(blob.body()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                read.addAndGet(Math.max(0, count));
                return count;
            }

            @Override
            public void close() throws IOException {
                super.close();
                if (closed.compareAndSet(false, true)) {
                    open.decrementAndGet();
                }
            }
        };
        return new Blob(blob.totalLength(), blob.offset(), blob.length(), blob.etag(), blob.meta(), body, blob.file());
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
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
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        return store.list(prefix, limit, after);
    }

    @Override
    public void delete(Collection<String> keys) {
        store.delete(keys);
    }
}
