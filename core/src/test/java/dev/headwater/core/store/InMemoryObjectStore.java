package dev.headwater.core.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects in memory, for tests. Keys are ASCII, so the order of strings is that of their bytes. */
public final class InMemoryObjectStore implements ObjectStore {
    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private final InstantSource clock;

    private record Stored(ByteBuffer bytes, String etag, ObjectMeta meta, Instant lastModified) {}

    public InMemoryObjectStore() {
        this(InstantSource.system());
    }

    public InMemoryObjectStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized String put(String key, byte[] bytes, ObjectMeta meta) {
        refuseFolders(ObjectKeys.require(key));
        Stored stored = new Stored(ByteBuffer.wrap(bytes.clone()), etag(bytes), meta, clock.instant());
        objects.put(key, stored);
        return stored.etag();
    }

    @Override
    public String put(String key, InputStream body, ObjectMeta meta) {
        try {
            return put(key, body.readAllBytes(), meta);
        } catch (IOException e) {
            throw new StoreException("the body of " + key + " broke off", e);
        }
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
        boolean absent = !objects.containsKey(ObjectKeys.require(key));
        if (absent) {
            put(key, bytes, meta);
        }
        return absent;
    }

    @Override
    public synchronized Optional<Blob> get(String key, ByteRange range) {
        Stored stored = objects.get(ObjectKeys.require(key));
        if (stored == null) {
            return Optional.empty();
        }
        int total = stored.bytes().capacity();
        if (range.offset() >= total && !range.equals(ByteRange.ALL)) {
            throw new RangeNotSatisfiableException(total);
        }
        int offset = (int) range.offset();
        int length = (int) Math.min(range.length(), total - range.offset());
        InputStream body = new ByteArrayInputStream(stored.bytes().array(), offset, length);
        return Optional.of(new Blob(total, offset, length, stored.etag(), stored.meta(), body, Optional.empty()));
    }

    @Override
    public synchronized Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
        List<ObjectInfo> found = new ArrayList<>();
        for (var entry : objects.tailMap(prefix, true).entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            if (after == null || key.compareTo(after) > 0) {
                if (found.size() == limit) {
                    return new Page<>(found, found.getLast().key());
                }
                Stored stored = entry.getValue();
                found.add(new ObjectInfo(key, stored.bytes().capacity(), stored.lastModified()));
            }
        }
        return new Page<>(found, null);
    }

    @Override
    public synchronized void delete(Collection<String> keys) {
        keys.forEach(ObjectKeys::require);
        keys.forEach(objects::remove);
    }

    /** As a store of folders would, so that a mistake shows in the first test. */
    private void refuseFolders(String key) {
        String below = objects.ceilingKey(key + "/");
        boolean isFolder = below != null && below.startsWith(key + "/");
        for (int slash = key.indexOf('/'); slash >= 0 && !isFolder; slash = key.indexOf('/', slash + 1)) {
            isFolder = objects.containsKey(key.substring(0, slash));
        }
        if (isFolder) {
            throw new StoreException(key + " and an object there can not both be: one is the folder of the other");
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
