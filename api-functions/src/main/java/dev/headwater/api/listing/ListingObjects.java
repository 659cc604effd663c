package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Listings in the object store, each plain and gzipped, named by what they hold; and those asked for lately in memory. */
final class ListingObjects {
    private static final String GZIP_SUFFIX = ".gz";
    private static final long CACHE_BYTES = 32L << 20;
    private static final ObjectMeta PLAIN = new ObjectMeta("application/json", null, null);
    private static final ObjectMeta GZIP = new ObjectMeta("application/json", null, "gzip");

    private final ObjectStore store;
    private final Cache<String, byte[]> recent = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String key, byte[] bytes) -> key.length() + bytes.length)
            .build();

    ListingObjects(ObjectStore store) {
        this.store = store;
    }

    /** Stores a document and returns its key; one whose content is there already is left alone. */
    String put(BouquetSet set, Document document, byte[] bytes) {
        String content = BouquetSet.contentHash(bytes);
        String key = "listings/live/" + set.key() + "/" + content + "/" + document.name();
        // The plain one last: where it stands, both do.
        if (store.list(key, 1, null).items().stream()
                .noneMatch(info -> info.key().equals(key))) {
            store.put(key + GZIP_SUFFIX, gzip(bytes), GZIP);
            store.put(key, bytes, PLAIN);
        }
        return key;
    }

    /** The bytes of a document; empty where it was replaced and is gone. */
    Optional<byte[]> get(String key, boolean gzip) {
        String wanted = gzip ? key + GZIP_SUFFIX : key;
        byte[] found = recent.get(wanted, k -> {
            try (Blob blob = store.get(k, ByteRange.ALL).orElse(null)) {
                return blob == null ? null : blob.readAll();
            }
        });
        return Optional.ofNullable(found);
    }

    /** Removes what only the older publication named. */
    void deleteUnused(Published older, Published newer) {
        Set<String> gone = new HashSet<>(older.documents().values());
        gone.removeAll(newer.documents().values());
        List<String> keys = new ArrayList<>();
        for (String key : gone) {
            keys.add(key);
            keys.add(key + GZIP_SUFFIX);
        }
        store.delete(keys);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
