package dev.headwater.aws.tables;

import dev.headwater.core.backup.RestoreContract;
import dev.headwater.core.store.TableStore;

class DynamoRestoreTest extends RestoreContract {
    @Override
    protected TableStore open() {
        return FreshTable.open();
    }
}
