package dev.headwater.core.store.codec;

import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.UnreadableItemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records of one type in a table: what every repository is built on. */
public final class ItemTable<T> {
    /** Far more than contention on one key can cause: past it something writes without reading. */
    private static final int MAX_ATTEMPTS = 1000;

    private static final System.Logger LOG = System.getLogger(ItemTable.class.getName());
    /** Of what is told once; more unreadable items than that are told again and again. */
    private static final int MAX_TOLD = 1000;

    private final TableStore store;
    private final ItemCodec<T> codec;
    private final Set<Key> told = ConcurrentHashMap.newKeySet();

    public ItemTable(TableStore store, ItemCodec<T> codec) {
        this.store = store;
        this.codec = codec;
    }

    /** A record with the version it was read at. */
    public record Versioned<T>(T value, long version) {}

    public Optional<T> find(Key key) {
        return store.get(key).map(codec::decode);
    }

    public Optional<Versioned<T>> findVersioned(Key key) {
        return store.get(key).map(this::versioned);
    }

    /** Whether anything stands there, readable or not. */
    public boolean exists(Key key) {
        return store.get(key).isPresent();
    }

    /** As {@link #find}, but what can not be read is left out and told in the log: for lists. */
    public Optional<T> findReadable(Key key) {
        return store.get(key).flatMap(this::readable);
    }

    /** As {@link #findReadable} of many, in a few round trips to the store; what is not there is left out. */
    public <K> Map<K, T> findAll(Collection<K> names, Function<K, Key> key) {
        Map<Key, K> wanted = new LinkedHashMap<>();
        names.forEach(name -> wanted.put(key.apply(name), name));
        List<Key> keys = List.copyOf(wanted.keySet());
        Map<K, T> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += TableStore.MAX_KEYS) {
            List<Key> some = keys.subList(from, Math.min(from + TableStore.MAX_KEYS, keys.size()));
            for (Item item : store.getAll(some)) {
                readable(item).ifPresent(value -> found.put(Objects.requireNonNull(wanted.get(item.key())), value));
            }
        }
        return found;
    }

    /**
     * Every record of a partition, ordered by sort key. One that can not be read takes no list down with it: it is left
     * out and told in the log, and {@code repair} reports it.
     */
    public List<T> list(String pk) {
        List<T> found = new ArrayList<>();
        forEach(pk, found::add);
        return found;
    }

    /** As {@link #list}, but only sort keys that begin with {@code prefix}, which ends with no U+FFFF. */
    public List<T> listPrefix(String pk, String prefix) {
        List<T> found = new ArrayList<>();
        // U+FFFF is no character, and its bytes stand behind those of every one below the supplementary planes.
        forEach(new Query(pk, prefix, prefix + "\uFFFF", false, Query.MAX_LIMIT, null), found::add);
        return found;
    }

    /** As {@link #list}, but only sort keys from {@code from}, inclusive, to {@code to}, exclusive. */
    public List<T> listRange(String pk, String from, String to) {
        List<T> found = new ArrayList<>();
        forEach(new Query(pk, from, to, false, Query.MAX_LIMIT, null), found::add);
        return found;
    }

    /** As {@link #list}, but never more of them in memory than a page. */
    public void forEach(String pk, Consumer<? super T> action) {
        forEach(Query.all(pk), action);
    }

    private void forEach(Query all, Consumer<? super T> action) {
        Query query = all;
        while (true) {
            Page<Item> page = store.query(query);
            page.items().forEach(item -> readable(item).ifPresent(action));
            String next = page.next();
            if (next == null) {
                return;
            }
            query = query.after(next);
        }
    }

    /** Writes many, in no order and not as one: after a fault some may be written. */
    public void putAll(Collection<T> values, Function<T, Key> key) {
        store.putAll(values.stream()
                .map(value -> new TableStore.Write(key.apply(value), codec.encode(value)))
                .toList());
    }

    public void put(Key key, T value) {
        store.put(key, codec.encode(value), Condition.always());
    }

    /** Writes where nothing stands; false: something does. */
    public boolean putIfAbsent(Key key, T value) {
        return store.put(key, codec.encode(value), Condition.ifAbsent()) instanceof PutResult.Written;
    }

    /** Writes over what was read; empty: somebody else wrote in between. */
    public Optional<Versioned<T>> replace(Key key, @Nullable Versioned<T> read, T value, @Nullable Instant expiresAt) {
        Condition condition = read == null ? Condition.ifAbsent() : Condition.ifVersion(read.version());
        return store.put(key, codec.encode(value, expiresAt), condition) instanceof PutResult.Written written
                ? Optional.of(new Versioned<>(value, written.version()))
                : Optional.empty();
    }

    /**
     * Reads, changes, writes; again whenever somebody else wrote in between.
     *
     * @param change of what is stored now (empty: nothing) into what is to be stored; empty: leave it as it is. May be
     *     called several times and must have no other effect
     * @return what is stored afterwards
     */
    public Optional<T> update(Key key, Function<Optional<T>, Optional<T>> change) {
        Optional<Versioned<T>> read = findVersioned(key);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<T> before = read.map(Versioned::value);
            Optional<T> after = change.apply(before);
            if (after.isEmpty()) {
                return before;
            }
            Condition condition =
                    read.map(r -> Condition.ifVersion(r.version())).orElseGet(Condition::ifAbsent);
            switch (store.put(key, codec.encode(after.get()), condition)) {
                case PutResult.Written written -> {
                    return after;
                }
                case PutResult.Conflict conflict -> read = conflict.current().map(this::versioned);
            }
        }
        throw new StoreException("an item was still contended after " + MAX_ATTEMPTS + " attempts");
    }

    public void delete(Key key) {
        store.delete(key, Condition.always());
    }

    /**
     * Reads, looks, removes; again whenever somebody else wrote in between.
     *
     * @param look at what is about to go; what it throws keeps it
     * @return what is gone; empty: nothing was there
     */
    public Optional<T> remove(Key key, Consumer<? super T> look) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Versioned<T>> read = findVersioned(key);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            look.accept(read.get().value());
            if (delete(key, read.get())) {
                return read.map(Versioned::value);
            }
        }
        throw new StoreException("an item was still contended after " + MAX_ATTEMPTS + " attempts");
    }

    /** Removes what was read; false: somebody else wrote in between. */
    public boolean delete(Key key, Versioned<T> read) {
        return store.delete(key, Condition.ifVersion(read.version()));
    }

    private Optional<T> readable(Item item) {
        try {
            return Optional.of(codec.decode(item));
        } catch (UnreadableItemException e) {
            if (told.size() >= MAX_TOLD || told.add(item.key())) {
                LOG.log(System.Logger.Level.ERROR, "left out of a list: {0}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Versioned<T> versioned(Item item) {
        return new Versioned<>(codec.decode(item), item.version());
    }
}
