package dev.headwater.api.imports;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.WrappedTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A table whose bulk writes fail from one of them on, half of that one written. */
final class FaultyTable extends WrappedTable {
    final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    FaultyTable(TableStore table) {
        super(table);
    }

    @Override
    public void putAll(List<Write> writes) {
        if (left.getAndDecrement() <= 0) {
            super.putAll(writes.subList(0, writes.size() / 2));
            throw new StoreException("the disk is full");
        }
        super.putAll(writes);
    }
}
