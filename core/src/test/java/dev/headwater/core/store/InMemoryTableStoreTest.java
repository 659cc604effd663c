package dev.headwater.core.store;

final class InMemoryTableStoreTest extends TableStoreContract {
    @Override
    protected TableStore open() {
        return new InMemoryTableStore();
    }
}
