package dev.headwater.core.backup;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.TableStore;

class InMemoryRestoreTest extends RestoreContract {
    @Override
    protected TableStore open() {
        return new InMemoryTableStore();
    }
}
