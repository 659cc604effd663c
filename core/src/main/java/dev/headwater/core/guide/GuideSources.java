package dev.headwater.core.guide;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All sources of the guide, by name. */
public final class GuideSources {
    private static final String PARTITION = "GUIDE-SOURCES";
    private static final Comparator<GuideSource> BEST_FIRST =
            Comparator.comparingInt(GuideSource::priority).thenComparingInt(GuideSource::id);

    private final TableStore catalog;
    private final InstantSource clock;
    private final ItemTable<GuideSource> table;
    private final Cache<String, List<GuideSource>> lately;

    public GuideSources(TableStore catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
        this.table = new ItemTable<>(catalog, ItemCodec.of(GuideSource.class));
        this.lately = Caches.expiring(clock, Caches.MOMENT, 1);
    }

    public Optional<GuideSource> find(String name) {
        return GuideSource.isName(name) ? table.find(key(name)) : Optional.empty();
    }

    /** Every source, the best first. */
    public List<GuideSource> list() {
        return table.list(PARTITION).stream().sorted(BEST_FIRST).toList();
    }

    /** As {@link #list}, but may be 900 ms old. */
    List<GuideSource> known() {
        return lately.get(PARTITION, _ -> list());
    }

    /** False: there is one of that name. */
    public boolean add(GuideSource source) {
        boolean added = table.putIfAbsent(key(source.name()), source);
        lately.invalidateAll();
        return added;
    }

    /** Changes a source; empty: there is none of that name. */
    public Optional<GuideSource> change(String name, UnaryOperator<GuideSource> change) {
        Optional<GuideSource> changed = table.update(key(name), source -> source.map(change));
        lately.invalidateAll();
        return changed;
    }

    /** Removes a source with all that it said; false: there is none of that name. */
    public boolean remove(String name) {
        Optional<GuideSource> source = find(name);
        source.ifPresent(found -> {
            GuideVersion version = new GuideVersion(catalog, clock);
            version.announce();
            // First, so that nothing of it is shown any more, whatever becomes of the rest.
            table.delete(key(name));
            lately.invalidateAll();
            new SourceRemoval(catalog, found.id()).run();
            version.settle(true);
        });
        return source.isPresent();
    }

    private static Key key(String name) {
        return new Key(PARTITION, name);
    }
}
