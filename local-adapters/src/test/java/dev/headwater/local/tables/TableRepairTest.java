package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file damaged in every way a disk has. */
final class TableRepairTest {
    private static final int ITEMS = 2_000;
    private static final int PAGE = ItemPages.PAGE_BYTES;

    @TempDir
    Path folder;

    private Path file;
    private TableRepair repair;
    private final Map<Key, Item> before = new HashMap<>();

    @BeforeEach
    void fill() {
        file = folder.resolve("accounts.db");
        repair = new TableRepair(file);
        try (SqliteTableStore table = open()) {
            List<TableStore.Write> writes = new ArrayList<>();
            for (int i = 0; i < ITEMS; i++) {
                String fill = "ü".repeat(i % 50 == 0 ? 9_000 : i % 300);
                Instant expires = i % 3 == 0 ? Instant.ofEpochMilli(1_900_000_000_000L + i) : null;
                writes.add(new TableStore.Write(
                        new Key("LINE#" + i, "LINE"), new Body(1, "{\"fill\":\"" + fill + "\"}", expires)));
            }
            table.putAll(writes);
            items(table).forEach(item -> before.put(item.key(), item));
        }
        assertThat(before).hasSize(ITEMS);
    }

    @Test
    void aWholeFileHasNoProblem() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(repair.problem()).isEmpty();
        assertThat(repair.problem()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void aFileThatIsGoneOrEmptyIsMissingAndNotMade() throws IOException {
        Path gone = folder.resolve("gone.db");
        assertThat(new TableRepair(gone).problem()).contains("missing");
        assertThat(gone).doesNotExist();
        Files.createFile(gone);
        assertThat(new TableRepair(gone).problem()).contains("missing");
        assertThat(gone).isEmptyFile();
    }

    /** SQLite removes the log of a file that is empty. */
    @Test
    void theLogOfAFileThatIsGoneIsKept() throws IOException {
        Path gone = folder.resolve("gone.db");
        Path log = folder.resolve("gone.db-wal");
        Files.writeString(log, "the last changes");
        Path aside = new TableRepair(gone).setAside("1");
        assertThat(log).doesNotExist();
        assertThat(aside.resolveSibling("gone.db.damaged-1-wal")).hasContent("the last changes");
    }

    @Test
    void aLostHeaderCostsNothing() throws IOException {
        overwrite(0, PAGE);
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptTableException.class)
                .hasMessageEndingWith("the file is no SQLite database; see: headwater repair");
        assertThat(repair.problem()).isPresent();
        TableRepair.Salvaged salvaged = repair.salvage("1");
        assertThat(salvaged.gaps()).isZero();
        assertThat(salvaged.kept()).isEqualTo(ITEMS);
        assertIsBefore(ITEMS);
        assertThat(Files.readAllBytes(salvaged.damaged())).startsWith(new byte[PAGE]);
        assertThat(repair.problem()).isEmpty();
    }

    @Test
    void aLostLeafCostsItsItemsOnly() throws IOException {
        overwrite(leaf(0.5), PAGE);
        assertThat(repair.problem()).isPresent();
        TableRepair.Salvaged salvaged = repair.salvage("1");
        assertThat(salvaged.gaps()).isPositive();
        assertThat(salvaged.kept()).isGreaterThan(ITEMS - 100).isLessThan(ITEMS);
        assertIsBefore(ITEMS - 100);
    }

    @Test
    void severalLostLeavesCostTheirItemsOnly() throws IOException {
        for (double where : new double[] {0.2, 0.4, 0.41, 0.9}) {
            overwrite(leaf(where), PAGE);
        }
        TableRepair.Salvaged salvaged = repair.salvage("1");
        assertThat(salvaged.gaps()).isPositive();
        assertIsBefore(ITEMS - 400);
    }

    /** Nothing leads to the items any more, but they stand there. */
    @Test
    void aLostRootIsReadPast() throws IOException {
        overwrite(PAGE, PAGE);
        TableRepair.Salvaged salvaged = repair.salvage("1");
        assertThat(salvaged.unproved()).isPositive();
        assertThat(salvaged.gaps()).isPositive();
        assertIsBefore(ITEMS - 200);
    }

    /** A page that is not used any more keeps its bytes, before or behind the one that took its place. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOldPageDoesNotBeatTheOneInUse(boolean oldFirst) throws IOException {
        long at = leaf(0.5);
        byte[] old = page(at);
        List<Item> onIt;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            onIt = new ItemPages(channel).items((int) (at / PAGE) + 1);
        }
        try (SqliteTableStore table = open()) {
            for (Item item : onIt) {
                String json = item.body().json().replace("{\"fill\"", "{\"full\"");
                Body body = new Body(1, json, item.body().expiresAt());
                table.putAll(List.of(new TableStore.Write(item.key(), body)));
                before.put(item.key(), new Item(item.key(), body, item.version() + 1));
            }
        }
        byte[] inUse = page(at);
        assertThat(inUse).isNotEqualTo(old);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = channel.size();
            channel.write(ByteBuffer.wrap(oldFirst ? old : inUse), at);
            channel.write(ByteBuffer.wrap(oldFirst ? inUse : old), end);
        }
        overwrite(PAGE, PAGE);
        repair.salvage("1");
        assertIsBefore(ITEMS - 200);
        try (SqliteTableStore table = open()) {
            assertThat(onIt)
                    .allSatisfy(item -> assertThat(table.get(item.key())).contains(before.get(item.key())));
        }
    }

    @Test
    void aCutOffFileKeepsWhatIsLeft() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / PAGE * 2 / 3 * PAGE);
        }
        assertThat(repair.problem()).isPresent();
        assertThat(repair.salvage("1").gaps()).isPositive();
        assertIsBefore(ITEMS / 2);
    }

    @Test
    void anInterruptedRepairIsFinished() throws IOException {
        overwrite(0, PAGE);
        Files.copy(file, folder.resolve("copy"));
        repair.salvage("1");
        Files.move(file, folder.resolve("accounts.db.salvaged"));
        Files.move(folder.resolve("copy"), file);
        assertThat(repair.problem()).contains("a repair of it was cut short");
        TableRepair.Salvaged salvaged = repair.salvage("2");
        assertThat(salvaged.resumed()).isTrue();
        assertThat(salvaged.kept()).isEqualTo(ITEMS);
        assertThat(salvaged.damaged()).hasFileName("accounts.db.damaged-2").exists();
        assertIsBefore(ITEMS);
    }

    /** Whatever was written since the repair was cut short is no part of what it read. */
    @Test
    void whatStandsWhereAnInterruptedRepairGoesOnIsKept() throws IOException {
        Path killed = folder.resolve("killed.db");
        Path salvaged = folder.resolve("killed.db.salvaged");
        Files.copy(file, salvaged);
        try (SqliteTableStore table = open()) {
            table.putAll(List.of(new TableStore.Write(new Key("NEWER", "S"), Body.of(1, "{}"))));
            Files.copy(file, killed);
            Files.copy(folder.resolve("accounts.db-wal"), folder.resolve("killed.db-wal"));
        }
        assertThatThrownBy(() -> SqliteTableStore.open(killed, Durability.FULL, InstantSource.system()))
                .isInstanceOf(CorruptTableException.class)
                .hasMessageEndingWith("killed.db: a repair of it was cut short; see: headwater repair");
        Path kept = new TableRepair(killed).salvage("1").damaged();
        try (SqliteTableStore table = SqliteTableStore.open(kept, Durability.FULL, InstantSource.system())) {
            assertThat(table.get(new Key("NEWER", "S"))).isPresent();
        }
        assertThat(new TableRepair(killed).problem()).isEmpty();
    }

    @Test
    void whatIsSetAsideIsKeptAndATableBeginsAnew() throws IOException {
        overwrite(0, PAGE);
        Path aside = repair.setAside("1");
        assertThat(aside).hasFileName("accounts.db.damaged-1").exists();
        try (SqliteTableStore table = open()) {
            assertThat(items(table)).isEmpty();
        }
    }

    /** After a kill the file is looked at before anything is built on it. */
    @Test
    void damageIsFoundAtTheStartAfterAKill() throws IOException {
        Path killed = folder.resolve("killed.db");
        try (SqliteTableStore table = open()) {
            table.putAll(List.of(new TableStore.Write(new Key("P", "S"), Body.of(1, "{}"))));
            Files.copy(file, killed);
            Files.copy(folder.resolve("accounts.db-wal"), folder.resolve("killed.db-wal"));
        }
        SqliteTableStore.open(killed, Durability.FULL, InstantSource.system()).close();
        assertThat(new TableRepair(killed).problem()).isEmpty();
        try (SqliteTableStore table = open()) {
            table.putAll(List.of(new TableStore.Write(new Key("P", "S"), Body.of(1, "{}"))));
            Files.copy(file, killed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(folder.resolve("accounts.db-wal"), folder.resolve("killed.db-wal"));
        }
        overwrite(killed, leaf(0.5), PAGE);
        assertThatThrownBy(() -> SqliteTableStore.open(killed, Durability.FULL, InstantSource.system()))
                .isInstanceOf(CorruptTableException.class)
                .hasMessageEndingWith("killed.db: the file is corrupt; see: headwater repair");
    }

    /** After a kill the log has what the file has not. */
    @Test
    void lookingLeavesTheFileAndItsLogAsTheyAre() throws IOException {
        Path killed = folder.resolve("kill ed%.db");
        Path log = folder.resolve("kill ed%.db-wal");
        try (SqliteTableStore table = open()) {
            table.putAll(List.of(new TableStore.Write(new Key("NEWER", "S"), Body.of(1, "{}"))));
            Files.copy(file, killed);
            Files.copy(folder.resolve("accounts.db-wal"), log);
        }
        byte[] bytes = Files.readAllBytes(killed);
        byte[] logged = Files.readAllBytes(log);
        assertThat(logged).isNotEmpty();
        assertThat(new TableRepair(killed).problem()).isEmpty();
        try (SqliteTableStore table = SqliteTableStore.look(killed)) {
            assertThat(table.get(new Key("NEWER", "S"))).isPresent();
            assertThatThrownBy(() -> table.delete(new Key("NEWER", "S"), Condition.always()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageEndingWith("the table is only looked at");
        }
        assertThat(killed).hasBinaryContent(bytes);
        assertThat(log).hasBinaryContent(logged);
        assertThat(folder.resolve("kill ed%.db-shm")).doesNotExist();
    }

    @Test
    void aFileOfAnOlderSchemaIsNotBroughtUpToDateByALook() throws Exception {
        Path old = folder.resolve("old.db");
        try (Connection connection = new Connections(old, Durability.FULL).writer(new Migrations(List.of()))) {
            connection.createStatement().execute("CREATE TABLE other (a)");
        }
        byte[] bytes = Files.readAllBytes(old);
        assertThatThrownBy(() -> SqliteTableStore.look(old))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("written by an older Headwater");
        assertThat(old).hasBinaryContent(bytes);
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        overwrite(leaf(0.5), PAGE);
        repair.salvage("1");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("accounts.db", "accounts.db.damaged-1");
        }
    }

    /** Where a page with items begins that is this far into the file. */
    private long leaf(double where) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ItemPages pages = new ItemPages(channel);
            for (int number = (int) (pages.count() * where); number <= pages.count(); number++) {
                if (pages.items(number).size() > 3) {
                    return (number - 1L) * PAGE;
                }
            }
        }
        throw new AssertionError("no page with items");
    }

    private byte[] page(long at) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(file), (int) at, (int) at + PAGE);
    }

    private void overwrite(long from, int length) throws IOException {
        overwrite(file, from, length);
    }

    private static void overwrite(Path file, long from, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(length), from);
        }
    }

    /** What is there is as it was, and there is that much of it at least. */
    private void assertIsBefore(int least) {
        try (SqliteTableStore table = open()) {
            List<Item> after = items(table);
            assertThat(after).hasSizeGreaterThanOrEqualTo(least);
            assertThat(after).allSatisfy(item -> assertThat(item).isEqualTo(before.get(item.key())));
        }
    }

    private SqliteTableStore open() {
        return SqliteTableStore.open(file, Durability.FULL, InstantSource.system());
    }

    private static List<Item> items(TableStore table) {
        List<Item> items = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Item> page = table.scan(1000, after);
            items.addAll(page.items());
            after = page.next();
        } while (after != null);
        return items;
    }
}
