package dev.headwater.core.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every {@link TableStore} keeps; each adapter runs it by naming how it is opened. */
public abstract class TableStoreContract implements TableWritesContract, TableRangesContract, TableRacesContract {
    private TableStore store;

    /** Opens an empty table; closed after the test where it is {@link AutoCloseable}. */
    protected abstract TableStore open();

    @Override
    public final TableStore store() {
        return store;
    }

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
