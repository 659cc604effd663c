package dev.headwater.core.catalog;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Watchers;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All movies, by id. */
public final class Movies {
    /** How a movie is stored. */
    public static final ItemCodec<Movie> CODEC = ItemCodec.of(Movie.class);

    private static final String PARTITION = "MOVIES";
    private final ItemTable<Movie> table;
    private final Watchers watchers = new Watchers();

    /** Films whose sources are kept as they are, and stay sealed where they were: for who reads none of them. */
    public Movies(TableStore catalog) {
        this(catalog, CODEC);
    }

    /** @param seal for what sources give away */
    public Movies(TableStore catalog, SourceSeal seal) {
        this(catalog, CODEC.keeping(seal::close, seal::open));
    }

    private Movies(TableStore catalog, ItemCodec<Movie> codec) {
        this.table = new ItemTable<>(catalog, codec);
    }

    /** Who in this process is told what changes. */
    public Watchers watchers() {
        return watchers;
    }

    public Optional<Movie> find(int id) {
        return table.find(key(id));
    }

    /** Those of some that are there and can be read. */
    public Map<Integer, Movie> findAll(Collection<Integer> ids) {
        return table.findAll(ids, Movies::key);
    }

    /** Shows every movie once, by id, holding no more than a page of them. */
    public void forEach(Consumer<Movie> action) {
        table.forEach(PARTITION, action);
    }

    /** Changes a movie; empty: there is none of that id. */
    public Optional<Movie> change(int id, UnaryOperator<Movie> change) {
        Optional<Movie> changed = table.update(key(id), movie -> movie.map(change));
        watchers.tell(id);
        return changed;
    }

    public void save(Movie movie) {
        table.put(key(movie.id()), movie);
        watchers.tell(movie.id());
    }

    /** Many at once; after a fault some may be written. */
    public void saveAll(Collection<Movie> movies) {
        table.putAll(movies, movie -> key(movie.id()));
        watchers.tell(movies.stream().map(Movie::id).toList());
    }

    /**
     * Removes a movie; empty: there was none of that id.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Movie> remove(int id, Consumer<Movie> look) {
        Optional<Movie> gone = table.remove(key(id), look);
        watchers.tell(id);
        return gone;
    }

    public void delete(int id) {
        table.delete(key(id));
        watchers.tell(id);
    }

    private static Key key(int id) {
        return Key.numbered(PARTITION, id);
    }
}
