package dev.headwater.api;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A table in memory that remembers which ranges were read of it, and can be at fault. */
final class Watched implements TableStore {
    private final TableStore table = new InMemoryTableStore();
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    private volatile String refused = "";

    /** Has every range of a partition fail from now on; of none, where it is empty. */
    void refuse(String partition) {
        refused = partition;
    }

    /** Partitions that were queried, {@code *} for a scan, since it was last asked. */
    List<String> rangesRead() {
        List<String> read = List.copyOf(ranges);
        ranges.clear();
        return read;
    }

    @Override
    public Page<Item> query(Query query) {
        ranges.add(query.pk());
        if (query.pk().equals(refused)) {
            throw new StoreException("injected fault");
        }
        return table.query(query);
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        ranges.add("*");
        return table.scan(limit, after);
    }

    @Override
    public Optional<Item> get(Key key) {
        return table.get(key);
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        return table.put(key, body, condition);
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return table.delete(key, condition);
    }

    @Override
    public void putAll(List<Write> writes) {
        table.putAll(writes);
    }
}
