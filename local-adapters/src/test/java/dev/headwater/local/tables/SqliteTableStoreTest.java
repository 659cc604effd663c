package dev.headwater.local.tables;

import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.TableStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTableStoreTest extends TableStoreContract {
    @TempDir
    Path folder;

    @Override
    protected TableStore open() {
        return SqliteTableStore.open(folder.resolve("table.db"), Durability.FULL, InstantSource.system());
    }
}
