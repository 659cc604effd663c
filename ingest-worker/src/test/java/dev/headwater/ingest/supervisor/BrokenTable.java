package dev.headwater.ingest.supervisor;

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

/** A table that is down when told so, and whose writes a test may stand in the way of. */
class BrokenTable implements TableStore {
    private final TableStore table;
    volatile boolean isDown;

    BrokenTable(TableStore table) {
        this.table = table;
    }

    private TableStore table() {
        if (isDown) {
            throw new StoreException("the table is down");
        }
        return table;
    }

    @Override
    public Optional<Item> get(Key key) {
        return table().get(key);
    }

    @Override
    public Page<Item> query(Query query) {
        return table().query(query);
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        return table().put(key, body, condition);
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return table().delete(key, condition);
    }

    @Override
    public void putAll(List<Write> writes) {
        table().putAll(writes);
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        return table().scan(limit, after);
    }
}
