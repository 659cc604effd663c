package dev.headwater.api;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.WrappedTable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A table in memory that remembers which ranges were read of it, and can be at fault. */
final class Watched extends WrappedTable {
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    private volatile String refused = "";

    Watched() {
        super(new InMemoryTableStore());
    }

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
        return super.query(query);
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        ranges.add("*");
        return super.scan(limit, after);
    }
}
