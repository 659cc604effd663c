package dev.headwater.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All bouquets, by name. {@link Bouquet#ALL} is always there. */
public final class Bouquets {
    /** How a bouquet is stored. */
    public static final ItemCodec<Bouquet> CODEC = ItemCodec.migrating(Bouquet.class, List.of(Bouquets::toSchema2));

    private static final long CACHE_BYTES = 8L << 20;
    /** That there is no bouquet of a name. */
    private static final int NONE_WEIGHS = 200;

    private static final String PARTITION = "BOUQUETS";
    private static final Bouquet ALL = new Bouquet(Bouquet.ALL, true, Set.of(), Set.of(), Set.of());

    private final ItemTable<Bouquet> table;
    private final Cache<String, Optional<Bouquet>> cache;

    public Bouquets(TableStore accounts, InstantSource clock) {
        this.table = new ItemTable<>(accounts, CODEC);
        this.cache = Caches.weighed(
                clock,
                Caches.MOMENT,
                CACHE_BYTES,
                found -> found.map(Bouquet::weight).orElse(NONE_WEIGHS));
    }

    /** Finds a bouquet. May be 900 ms old. */
    public Optional<Bouquet> find(String name) {
        if (!Bouquet.isName(name)) {
            return Optional.empty();
        }
        return name.equals(Bouquet.ALL) ? Optional.of(ALL) : cache.get(name, n -> table.find(key(n)));
    }

    /** Those of the names there are, as they are stored at this moment. */
    public List<Bouquet> current(Collection<String> names) {
        return names.stream()
                .filter(Bouquet::isName)
                .flatMap(name -> (name.equals(Bouquet.ALL) ? Optional.of(ALL) : table.find(key(name))).stream())
                .toList();
    }

    public List<Bouquet> list() {
        return Stream.concat(Stream.of(ALL), table.list(PARTITION).stream()).toList();
    }

    /** Adds content to a bouquet, making it where there is none of that name. Returns what it then holds. */
    public Bouquet add(String name, Collection<Content> content) {
        return change(name, bouquet -> bouquet.with(content));
    }

    /** Adds whole categories, by id, in the same way. */
    public Bouquet addCategories(String name, Collection<Integer> categories) {
        return change(name, bouquet -> bouquet.withCategories(categories));
    }

    /** Changes a bouquet; empty: there is none of that name. */
    public Optional<Bouquet> set(String name, UnaryOperator<Bouquet> change) {
        requireOwn(name);
        if (!Bouquet.isName(name)) {
            return Optional.empty();
        }
        Optional<Bouquet> changed = table.update(key(name), stored -> stored.map(change));
        cache.invalidate(name);
        return changed;
    }

    /**
     * Removes a bouquet; empty: there was none of that name.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Bouquet> remove(String name, Consumer<Bouquet> look) {
        requireOwn(name);
        if (!Bouquet.isName(name)) {
            return Optional.empty();
        }
        Optional<Bouquet> gone = table.remove(key(name), look);
        cache.invalidate(name);
        return gone;
    }

    private static void requireOwn(String name) {
        if (name.equals(Bouquet.ALL)) {
            throw new IllegalArgumentException("the bouquet 'all' holds everything and can not be changed");
        }
    }

    private Bouquet change(String name, UnaryOperator<Bouquet> change) {
        requireOwn(name);
        Bouquet none = Bouquet.empty(name);
        Bouquet changed = table.update(key(name), stored -> Optional.of(change.apply(stored.orElse(none))))
                .orElseThrow();
        cache.invalidate(name);
        return changed;
    }

    /** Whether any of the bouquets holds the content; one that is gone holds nothing. */
    public boolean anyHolds(Collection<String> names, Content content) {
        return names.stream()
                .anyMatch(name -> find(name).map(b -> b.holds(content)).orElse(false));
    }

    /** The first schema knew channels alone. */
    private static void toSchema2(Fields bouquet) {
        bouquet.putEmptyList("categories");
        bouquet.putEmptyList("series");
    }

    private static Key key(String name) {
        return new Key(PARTITION, name);
    }
}
