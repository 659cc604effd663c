package dev.headwater.core.backup;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.WrappedTable;
import java.util.List;

/** A table that many writes do not fit into. */
final class FullTable extends WrappedTable {
    FullTable(TableStore table) {
        super(table);
    }

    @Override
    public void putAll(List<Write> writes) {
        throw new StoreException("full");
    }
}
