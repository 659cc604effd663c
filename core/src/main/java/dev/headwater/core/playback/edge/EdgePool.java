package dev.headwater.core.playback.edge;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The edges, and which of them serves a viewer at this moment. */
public final class EdgePool {
    private static final Duration CACHED = Duration.ofMillis(500);
    private static final String PARTITION = "EDGES";

    private final ItemTable<Edge> table;
    private final Cache<String, List<Edge>> cache;

    public EdgePool(TableStore accounts, InstantSource clock) {
        this.table = new ItemTable<>(accounts, ItemCodec.of(Edge.class));
        this.cache = Caches.expiring(clock, CACHED, 1);
    }

    /** The best edge for a segment now; empty: none takes viewers. */
    public Optional<Edge> choose(int channel, long session) {
        return EdgeChoice.choose(cache.get(PARTITION, table::list), channel, session);
    }

    public List<Edge> list() {
        return table.list(PARTITION);
    }

    public void save(Edge edge) {
        table.put(key(edge.name()), edge);
        cache.invalidateAll();
    }

    public void remove(String name) {
        table.delete(key(name));
        cache.invalidateAll();
    }

    /** Puts an edge into a state; empty: there is none of that name. */
    public Optional<Edge> setState(String name, Edge.State state) {
        Optional<Edge> changed = table.update(key(name), edge -> edge.map(e -> e.inState(state)));
        cache.invalidateAll();
        return changed;
    }

    private static Key key(String name) {
        return new Key(PARTITION, name);
    }
}
