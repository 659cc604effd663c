package dev.headwater.core.playback;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.WrappedTable;
import java.util.concurrent.atomic.AtomicInteger;

/** A table that counts what it is asked of ranges. */
final class CountedQueries extends WrappedTable {
    private final AtomicInteger queries;

    CountedQueries(TableStore table, AtomicInteger queries) {
        super(table);
        this.queries = queries;
    }

    @Override
    public Page<Item> query(Query query) {
        queries.incrementAndGet();
        return super.query(query);
    }
}
