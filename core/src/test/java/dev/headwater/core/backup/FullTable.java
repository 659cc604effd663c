package dev.headwater.core.backup;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table that many writes do not fit into. */
record FullTable(TableStore table) implements TableStore {
    @Override
    public Optional<Item> get(Key key) {
        return table.get(key);
    }

    @Override
    public Page<Item> query(Query query) {
        return table.query(query);
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
        throw new StoreException("full");
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        return table.scan(limit, after);
    }
}
