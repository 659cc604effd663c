package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.backup.RestoreContract;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRestoreTest extends RestoreContract {
    private final List<SqliteTableStore> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    @Override
    protected TableStore open() {
        SqliteTableStore table =
                SqliteTableStore.open(folder.resolve(opened.size() + ".db"), Durability.NORMAL, Clock.systemUTC());
        opened.add(table);
        return table;
    }

    @AfterEach
    void closeTables() {
        opened.forEach(SqliteTableStore::close);
    }

    @Test
    void aSnapshotShowsNothingThatCameAfterIt() {
        SqliteTableStore table = (SqliteTableStore) open();
        Key key = new Key("a", "1");
        table.put(key, Body.of(1, "{\"v\":1}"), Condition.always());
        try (TableSnapshot snapshot = table.snapshot()) {
            table.put(key, Body.of(1, "{\"v\":2}"), Condition.always());
            table.put(new Key("b", "1"), Body.of(1, "{}"), Condition.always());
            assertThat(snapshot.scan(10, null).items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.body().json()).isEqualTo("{\"v\":1}"));
        }
        assertThat(table.scan(10, null).items()).hasSize(2);
    }
}
