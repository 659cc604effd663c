package dev.headwater.core.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table that hands everything on to another: a test changes what it is about. */
public class WrappedTable implements TableStore {
    private final TableStore table;

    public WrappedTable(TableStore table) {
        this.table = table;
    }

    /** Asked for each call. */
    protected TableStore table() {
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
