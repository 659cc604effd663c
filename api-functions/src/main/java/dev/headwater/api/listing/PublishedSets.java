package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Which listings stand ready, and which change of the catalogue they show. */
final class PublishedSets {
    private static final int CACHED_SETS = 1000;
    private static final String PARTITION = "LISTINGS#live";

    private final ItemTable<Published> sets;
    private final Cache<String, Optional<Published>> cache;

    PublishedSets(TableStore catalog, InstantSource clock) {
        this.sets = new ItemTable<>(catalog, ItemCodec.of(Published.class));
        this.cache = Caches.expiring(clock, Caches.MOMENT, CACHED_SETS);
    }

    /** What stands ready for a set. May be 900 ms old. */
    Optional<Published> find(BouquetSet set) {
        return cache.get(set.key(), key -> sets.find(new Key(PARTITION, key)));
    }

    /** Has the next {@link #find} look again: another process may have published. */
    void forget(BouquetSet set) {
        cache.invalidate(set.key());
    }

    List<Published> list() {
        return sets.list(PARTITION);
    }

    void save(BouquetSet set, Published published) {
        sets.put(new Key(PARTITION, set.key()), published);
        forget(set);
    }
}
