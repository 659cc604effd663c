package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.store.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalTablesTest {
    private static final Key KEY = new Key("P", "S");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void theTablesAreThreeAndThereAfterAnotherStart() throws IOException {
        try (LocalTables local = LocalTables.open(folder, now::get)) {
            put(local.tables().catalog(), KEY, null);
            put(local.tables().accounts(), KEY, NOON.plusMillis(86_400_123));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("closed files have their logs folded in")
                    .containsExactlyInAnyOrder("catalog.db", "accounts.db", "sessions.db");
        }
        try (LocalTables local = LocalTables.open(folder, now::get)) {
            assertThat(local.tables().catalog().get(KEY)).contains(new Item(KEY, Body.of(1, "{}"), 1));
            assertThat(local.tables().accounts().get(KEY).orElseThrow().body().expiresAt())
                    .isEqualTo(NOON.plusMillis(86_400_123));
            assertThat(local.tables().sessions().get(KEY)).isEmpty();
        }
    }

    @Test
    void whatExpiredGoesOnOccasionAndNothingElse() {
        try (LocalTables local = LocalTables.open(folder, now::get)) {
            TableStore sessions = local.tables().sessions();
            put(sessions, new Key("P", "lasting"), null);
            put(sessions, new Key("P", "expiring"), NOON.plusSeconds(30));
            put(sessions, new Key("P", "later"), NOON.plus(Duration.ofHours(1)));
            now.set(NOON.plus(Duration.ofMinutes(2)));
            // The first of these writes brings the cleaning, the second one's answer comes behind it.
            put(sessions, KEY, null);
            put(sessions, KEY, null);
            assertThat(sessions.get(new Key("P", "expiring"))).isEmpty();
            assertThat(sessions.get(new Key("P", "lasting"))).isPresent();
            assertThat(sessions.get(new Key("P", "later"))).isPresent();
        }
    }

    @Test
    void aClosedTableSaysSo() {
        LocalTables local = LocalTables.open(folder, now::get);
        Tables tables = local.tables();
        local.close();
        local.close();
        assertThatThrownBy(() -> tables.catalog().get(KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("catalog.db: the table is closed");
        assertThatThrownBy(() -> put(tables.accounts(), KEY, null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("accounts.db: the table is closed");
    }

    @Test
    void oneBadFileLeavesNoneOpen() throws IOException {
        Files.createDirectory(folder.resolve("sessions.db"));
        assertThatThrownBy(() -> LocalTables.open(folder, now::get)).isInstanceOf(StoreException.class);
        Files.delete(folder.resolve("sessions.db"));
        LocalTables.open(folder, now::get).close();
    }

    /** The driver closes a statement that failed: each has to be prepared again. */
    @Test
    void aFaultThatPassesLeavesNothingBehind() throws SQLException {
        try (LocalTables local = LocalTables.open(folder, now::get)) {
            TableStore catalog = local.tables().catalog();
            put(catalog, KEY, null);
            for (int i = 0; i < 2 * Readers.THREADS; i++) {
                catalog.get(KEY);
            }
            alter("ALTER TABLE items RENAME TO hidden");
            for (int i = 0; i < 2 * Readers.THREADS; i++) {
                assertThatThrownBy(() -> catalog.get(KEY)).isInstanceOf(StoreException.class);
                assertThatThrownBy(() -> put(catalog, KEY, null)).isInstanceOf(StoreException.class);
            }
            alter("ALTER TABLE hidden RENAME TO items");
            put(catalog, KEY, null);
            for (int i = 0; i < 2 * Readers.THREADS; i++) {
                assertThat(catalog.get(KEY).orElseThrow().version()).isEqualTo(2);
            }
        }
    }

    private void alter(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Readers run on few threads; more callers than that wait for them. */
    @Test
    void manyReadersShareFewThreads() {
        try (LocalTables local = LocalTables.open(folder, now::get)) {
            put(local.tables().catalog(), KEY, null);
            Together.run(20 * Readers.THREADS, number -> {
                for (int i = 0; i < 50; i++) {
                    assertThat(local.tables().catalog().get(KEY)).isPresent();
                }
            });
        }
    }

    private static void put(TableStore table, Key key, Instant expiresAt) {
        table.put(key, new Body(1, "{}", expiresAt), Condition.always());
    }
}
