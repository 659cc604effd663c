package dev.headwater.api.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which countries the rights of each scope name. Whoever renders a scope reads all of it, and writes here what it found:
 * viewers of all other countries see the same, and share their lists.
 */
final class Territories {
    private final ItemTable<Named> table;
    private final Cache<Scope, Set<String>> cache;

    Territories(TableStore catalog, InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Named.class));
        this.cache = Caches.expiring(clock, Caches.MOMENT, Scope.values().length);
    }

    record Named(Set<String> countries) {}

    /** May be 900 ms old. */
    Set<String> named(Scope scope) {
        return cache.get(
                scope, s -> Set.copyOf(table.find(key(s)).map(Named::countries).orElse(Set.of())));
    }

    void found(Scope scope, Set<String> countries) {
        if (!table.find(key(scope)).map(Named::countries).orElse(Set.of()).equals(countries)) {
            table.put(key(scope), new Named(new TreeSet<>(countries)));
        }
        cache.put(scope, Set.copyOf(countries));
    }

    private static Key key(Scope scope) {
        return new Key("PUBLISH#" + scope.wire(), "TERRITORIES");
    }
}
