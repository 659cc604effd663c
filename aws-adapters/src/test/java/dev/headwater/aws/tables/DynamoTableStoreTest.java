package dev.headwater.aws.tables;

import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.TableStoreContract;

final class DynamoTableStoreTest extends TableStoreContract {
    @Override
    protected TableStore open() {
        return FreshTable.open();
    }
}
