package dev.headwater.standalone.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.standalone.repair.RepairReport.Finding;
import dev.headwater.standalone.repair.RepairReport.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders with a file wrong: overwritten, cut or gone. */
class RepairFilesTest extends DamagedFolder {
    /** The log of a server that was killed still holds what the file does not. */
    @Test
    void aCheckAfterAKillReadsTheLogAndLeavesIt() throws IOException {
        Path table = folder.tables().resolve("catalog.db");
        Path log = folder.tables().resolve("catalog.db-wal");
        Path killed = temp.resolve("killed");
        Path killedLog = temp.resolve("killed-wal");
        change(tables -> {
            tables.catalog().put(new Key("CHANNELS", "0000000002"), Body.of(1, "[]"), Condition.always());
            try {
                Files.copy(table, killed);
                Files.copy(log, killedLog);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Files.move(killed, table, StandardCopyOption.REPLACE_EXISTING);
        Files.move(killedLog, log);
        Map<String, byte[]> before = files();
        assertThat(repair(false).findings())
                .extracting(Finding::where)
                .containsExactly("catalog: CHANNELS | 0000000002");
        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    void corruptSessionsBeginAnewAndNothingIsLost() throws IOException {
        overwrite(folder.tables().resolve("sessions.db"));
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        change(tables -> assertThat(new SweptChannels(tables.sessions()).list()).containsExactly(3));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void corruptAccountsAreSalvaged() throws IOException {
        overwrite(folder.tables().resolve("accounts.db"));
        RepairReport checked = repair(false);
        assertThat(checked.state()).isEqualTo(State.DAMAGED);
        RepairReport report = repair(true);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("tables/accounts.db");
            assertThat(finding.done()).startsWith("kept ").contains("accounts.db.damaged-20261120-120000");
        });
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        change(tables -> assertThat(new Lines(tables.accounts(), CLOCK).list())
                .extracting(Line::name)
                .containsExactly("ada", "bob"));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    /** Whether channel 3 was removed or lost can not be told from a catalogue that was damaged. */
    @Test
    void nothingThatALostChannelRecordedIsSwept() throws IOException {
        for (String lost : List.of("catalog.db", "sessions.db")) {
            change(tables -> {
                new Channels(tables.catalog()).delete(3);
                new SweptChannels(tables.sessions()).remember(2);
                new SweptChannels(tables.sessions()).remember(3);
            });
            overwrite(folder.tables().resolve("catalog.db"));
            if (lost.equals("sessions.db")) {
                overwrite(folder.tables().resolve(lost));
            }
            repair(true, NOON.plusSeconds(lost.length()));
            change(tables ->
                    assertThat(new SweptChannels(tables.sessions()).list()).doesNotContain(3));
        }
    }

    @Test
    void aTableThatIsGoneIsToldAndNotMadeByACheck() throws IOException {
        for (String name : List.of("catalog.db", "accounts.db", "sessions.db")) {
            Path file = folder.tables().resolve(name);
            Files.delete(file);
            Map<String, byte[]> before = files();
            RepairReport report = repair(false);
            assertThat(report.state()).isEqualTo(State.DAMAGED);
            assertThat(report.findings()).containsExactly(new Finding("tables/" + name, "missing", null, false));
            assertThat(files()).containsExactlyEntriesOf(before);
            boolean fillsByItself = name.equals("sessions.db");
            assertThat(repair(true).state()).isEqualTo(fillsByItself ? State.REPAIRED : State.LOST);
            assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
        }
    }

    @Test
    void damagedObjectsAreSetAsideAndDraftsCleared() throws IOException {
        Path file = folder.objects().resolve(SEGMENT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        Files.writeString(folder.objects().resolve(",drafts/7"), "half");
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.LOST);
        assertThat(report.findings())
                .containsExactly(
                        new Finding("object " + SEGMENT, "damaged", "taken out", true),
                        new Finding("objects", "1 drafts of a process that died", "removed", false));
        assertThat(Path.of(report.damaged()).resolve("objects").resolve(SEGMENT))
                .exists();
        assertThat(new FolderObjectStore(folder.objects()).get(SEGMENT, ByteRange.ALL))
                .isEmpty();
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }
}
