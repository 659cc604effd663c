package dev.headwater.core.playback.edge;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Where the prober leaves what it found out. */
final class PoolHealthItem {
    /**
     * In a process that does not probe, this is added to the 1.3 s after which a death is found out at the latest; the
     * sum has to stay below 1.5 s.
     */
    static final Duration CACHED = Duration.ofMillis(150);

    private static final Key KEY = new Key("EDGE_HEALTH", "POOL");

    private final ItemTable<PoolHealth> table;
    private final Cache<Key, Optional<PoolHealth>> cache;

    PoolHealthItem(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(PoolHealth.class));
        this.cache = Caches.expiring(clock, CACHED, 1);
    }

    EdgeHealth of(Edge edge) {
        return cache.get(KEY, table::find).map(found -> found.of(edge)).orElse(EdgeHealth.ASSUMED);
    }

    Optional<PoolHealth> read() {
        return table.find(KEY);
    }

    /** Replaces what an earlier prober or this one wrote; false: a later one did. Seen at once in this process. */
    boolean write(PoolHealth found) {
        Optional<PoolHealth> stored = table.update(
                KEY,
                before -> before.filter(b -> b.fence() > found.fence()).isPresent()
                        ? Optional.empty()
                        : Optional.of(found));
        cache.invalidateAll();
        return stored.equals(Optional.of(found));
    }
}
