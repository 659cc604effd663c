package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.WrappedTable;

/** A table that is down when told so, and whose writes a test may stand in the way of. */
public class BrokenTable extends WrappedTable {
    volatile boolean isDown;

    public BrokenTable(TableStore table) {
        super(table);
    }

    @Override
    protected TableStore table() {
        if (isDown) {
            throw new StoreException("the table is down");
        }
        return super.table();
    }
}
