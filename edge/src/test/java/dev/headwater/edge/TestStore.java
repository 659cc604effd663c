package dev.headwater.edge;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.Blob.FileSlice;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectKeys;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.RangeNotSatisfiableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** An origin in memory that counts how often it is read, and can be made to fail or to wait. */
final class TestStore implements ObjectStore {
    private record Stored(byte[] bytes, ObjectMeta meta) {
        String etag() {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return "\"%08x-%d\"".formatted(crc.getValue(), bytes.length);
        }
    }

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private volatile Runnable beforeRead = () -> {};
    private volatile @Nullable Path folder;

    void beforeRead(Runnable action) {
        beforeRead = action;
    }

    /** From now on objects lie in files of this folder, too. */
    void useFiles(Path here) {
        folder = here;
    }

    String etag(String key) {
        return objects.get(key).etag();
    }

    @Override
    public String put(String key, byte[] bytes, ObjectMeta meta) {
        objects.put(ObjectKeys.require(key), new Stored(bytes, meta));
        return etag(key);
    }

    @Override
    public Optional<Blob> get(String key, ByteRange range) {
        ObjectKeys.require(key);
        reads.incrementAndGet();
        beforeRead.run();
        Stored stored = objects.get(key);
        if (stored == null) {
            return Optional.empty();
        }
        long total = stored.bytes().length;
        if (range.offset() >= total && !range.equals(ByteRange.ALL)) {
            throw new RangeNotSatisfiableException(total);
        }
        long length = Math.min(range.length(), total - range.offset());
        int from = (int) range.offset();
        open.incrementAndGet();
        InputStream body = new ByteArrayInputStream(Arrays.copyOfRange(stored.bytes(), from, from + (int) length)) {
            private final AtomicBoolean closed = new AtomicBoolean();

            @Override
            public void close() {
                if (closed.compareAndSet(false, true)) {
                    open.decrementAndGet();
                }
            }
        };
        return Optional.of(new Blob(
                total,
                range.offset(),
                length,
                stored.etag(),
                stored.meta(),
                body,
                file(key, stored).map(file -> new FileSlice(file, range.offset(), length))));
    }

    private Optional<Path> file(String key, Stored stored) {
        Path here = folder;
        if (here == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.write(here.resolve(key.replace('/', '_')), stored.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        objects.keySet().removeAll(keys);
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        throw new AssertionError("an edge only reads objects it is asked for");
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        throw new AssertionError("an edge only reads objects it is asked for");
    }

    @Override
    public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        throw new AssertionError("an edge only reads objects it is asked for");
    }
}
