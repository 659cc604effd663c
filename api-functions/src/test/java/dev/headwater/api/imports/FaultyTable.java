package dev.headwater.api.imports;

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
import java.util.concurrent.atomic.AtomicInteger;

/** A table whose bulk writes fail from one of them on, half of that one written. */
final class FaultyTable implements TableStore {
    private final TableStore table;
    final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    FaultyTable(TableStore table) {
        this.table = table;
    }

    @Override
    public void putAll(List<Write> writes) {
        if (left.getAndDecrement() <= 0) {
            table.putAll(writes.subList(0, writes.size() / 2));
            throw new StoreException("the disk is full");
        }
        table.putAll(writes);
    }

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
    public Page<Item> scan(int limit, String after) {
        return table.scan(limit, after);
    }
}
