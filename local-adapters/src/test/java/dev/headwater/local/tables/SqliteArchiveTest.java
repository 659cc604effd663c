package dev.headwater.local.tables;

import dev.headwater.core.archive.ArchiveContract;
import dev.headwater.core.store.TableStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteArchiveTest extends ArchiveContract {
    @TempDir
    private Path folder;

    private final List<SqliteTableStore> opened = new ArrayList<>();

    @Override
    protected TableStore table() {
        SqliteTableStore table =
                SqliteTableStore.open(folder.resolve(opened.size() + ".db"), Durability.NORMAL, InstantSource.system());
        opened.add(table);
        return table;
    }

    @AfterEach
    void close() {
        opened.forEach(SqliteTableStore::close);
    }
}
