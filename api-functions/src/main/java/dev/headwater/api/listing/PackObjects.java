package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.api.listing.PackIndex.Part;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.RangeNotSatisfiableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Packs in the object store, named by what they hold; and what was asked for lately of them in memory. */
final class PackObjects {
    private static final byte[] NOTHING = {};
    private static final String PLAIN = ".plain";
    private static final String GZIP = ".gz";
    private static final String INDEX = ".index";
    private static final ObjectMeta META = new ObjectMeta("application/octet-stream", ObjectMeta.IMMUTABLE, null);

    private static final long CACHE_BYTES = 32L << 20;
    /** Longer documents are read from the store each time. */
    private static final long LONGEST_CACHED = 8L << 20;
    /** Few apps take no gzip. */
    private static final long LONGEST_CACHED_PLAIN = 256L << 10;
    /** A document of an index takes some 150 bytes. */
    private static final long CACHED_DOCUMENTS = 50_000;

    private final ObjectStore store;
    private final Cache<String, byte[]> recent = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String key, byte[] bytes) -> key.length() + bytes.length)
            .build();
    private final Cache<String, PackIndex> indexes = Caffeine.newBuilder()
            .maximumWeight(CACHED_DOCUMENTS)
            .weigher((String key, PackIndex index) -> 1 + index.documents().size())
            .build();

    PackObjects(ObjectStore store) {
        this.store = store;
    }

    /** Stores a pack and returns its name. */
    String put(PackKey key, PackWriter pack) throws IOException {
        String name = pack.hash();
        String path = path(key, name);
        try (InputStream gzip = pack.gzip().open();
                InputStream plain = pack.plain().open()) {
            store.put(path + GZIP, gzip, META);
            store.put(path + PLAIN, plain, META);
        }
        // Last: where it stands, all do.
        store.put(path + INDEX, pack.index().encode(), META);
        return name;
    }

    /** Empty where the pack was replaced and is gone. */
    Optional<PackIndex> index(PackKey key, String name) {
        PackIndex found = indexes.get(path(key, name), path -> {
            try (Blob blob = store.get(path + INDEX, ByteRange.ALL).orElse(null)) {
                return blob == null ? null : PackIndex.decode(blob.readAll());
            }
        });
        return Optional.ofNullable(found);
    }

    boolean exists(PackKey key, String name) {
        String index = path(key, name) + INDEX;
        return store.list(index, 1, null).items().stream()
                .anyMatch(info -> info.key().equals(index));
    }

    /** A document, to be closed; empty where the pack was replaced and is gone. */
    Optional<Prepared> open(PackKey key, String name, PackIndex.Entry document, boolean gzip) {
        Part part = document.part(gzip);
        String object = path(key, name) + (gzip ? GZIP : PLAIN);
        String etag = "\"" + document.hash() + (gzip ? "-gz" : "") + "\"";
        if (part.length() == 0) {
            return Optional.of(Prepared.of(NOTHING, gzip, etag));
        }
        if (part.length() > (gzip ? LONGEST_CACHED : LONGEST_CACHED_PLAIN)) {
            return read(object, part).map(blob -> Prepared.of(blob, gzip, etag));
        }
        byte[] bytes = recent.get(object + "@" + part.offset(), _ -> {
            try (Blob blob = read(object, part).orElse(null)) {
                return blob == null ? null : blob.readAll();
            }
        });
        return Optional.ofNullable(bytes).map(found -> Prepared.of(found, gzip, etag));
    }

    private Optional<Blob> read(String object, Part part) {
        try {
            return store.get(object, new ByteRange(part.offset(), part.length()));
        } catch (RangeNotSatisfiableException e) {
            return Optional.empty();
        }
    }

    void delete(PackKey key, String name) {
        String path = path(key, name);
        // First: nobody begins to read what is about to go.
        indexes.invalidate(path);
        store.delete(List.of(path + INDEX, path + GZIP, path + PLAIN));
    }

    /** What the keys of a scope's objects begin with. */
    static String folder(Scope scope) {
        return "listings/" + scope.wire() + "/";
    }

    /** What the keys of a pack's objects begin with; behind it stands one of the three extensions. */
    static String path(PackKey key, String name) {
        return folder(key.scope()) + key.name() + "/" + name;
    }

    /** Whether a key ends as those of our objects do. */
    static boolean isPart(String key) {
        return key.endsWith(INDEX) || key.endsWith(GZIP) || key.endsWith(PLAIN);
    }
}
