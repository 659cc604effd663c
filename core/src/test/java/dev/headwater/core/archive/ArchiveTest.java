package dev.headwater.core.archive;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.TableStore;

class ArchiveTest extends ArchiveContract {
    @Override
    protected TableStore table() {
        return new InMemoryTableStore();
    }
}
