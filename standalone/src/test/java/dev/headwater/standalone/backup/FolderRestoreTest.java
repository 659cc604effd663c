package dev.headwater.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.backup.BackupException;
import dev.headwater.core.backup.BackupSource;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.TableStore;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.LocalTables;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder holds what it held, or the backup, whatever happens to the process. */
@Timeout(60)
class FolderRestoreTest {
    private static final Key KEY = new Key("NOTE", "1");
    private static final List<String> UNDECIDED =
            List.of("checking", "restoring", "checking objects", "checking items", "syncing", "deciding");

    @TempDir
    private Path folder;

    private Path data;
    private Path backup;

    @BeforeEach
    void makeABackupAndAnotherHeadend() throws Exception {
        data = folder.resolve("data");
        backup = folder.resolve("new.backup");
        fill(folder.resolve("other"), "new");
        try (DataFolder other = claim(folder.resolve("other"));
                LocalTables tables = LocalTables.open(other.tables(), Clock.systemUTC());
                OutputStream out = Files.newOutputStream(backup)) {
            BackupSource source = BackupSource.of(
                    tables.tables(), new FileSecretStore(other.secrets()), new FolderObjectStore(other.objects()));
            new Backups(() -> new Backups.Source(source, () -> {}), Path.of("unused"), Clock.systemUTC())
                    .write(out, null, true, (step, done, all) -> {});
        }
        fill(data, "old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checking",
                "restoring",
                "checking objects",
                "checking items",
                "syncing",
                "deciding",
                "replacing tables",
                "without tables",
                "without secrets",
                "replacing objects",
                "without objects",
                "done"
            })
    void aKillAtAnyStepLeavesTheOldOrTheNew(String step) throws Exception {
        killAt(step);
        assertThat(held()).containsExactly(UNDECIDED.contains(step) ? "old" : "new");
        assertThat(data.resolve("restoring")).doesNotExist();
        assertThat(data.resolve("restored")).doesNotExist();
        assertThat(data.resolve("replaced")).doesNotExist();
    }

    @Test
    void afterAKillTheRestoreCanBeRunAgain() throws Exception {
        killAt("restoring");
        restore(backup, true);
        assertThat(held()).containsExactly("new");
    }

    @Test
    void aFolderThatIsInUseIsLeftAlone() throws Exception {
        try (DataFolder inUse = claim(data)) {
            assertThatThrownBy(() -> restore(backup, true))
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining(inUse.root() + " is in use")
                    .hasMessageContaining("stop it first");
        }
    }

    @Test
    void whatIsThereGoesOnlyWhereThatIsAskedFor() throws Exception {
        assertThatThrownBy(() -> restore(backup, false)).hasMessageContaining("--replace");
        assertThat(held()).containsExactly("old");
        restore(backup, true);
        assertThat(held()).containsExactly("new");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws Exception {
        Path letters = Files.createDirectory(folder.resolve("letters"));
        Files.writeString(letters.resolve("to-ada"), "…");
        assertThatThrownBy(() -> restore(letters, backup, true)).hasMessageContaining("no data folder");
        assertThat(letters).isDirectoryContaining("glob:**to-ada");
        assertThat(letters.resolve("tables")).doesNotExist();
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length / 2] ^= 1;
        Files.write(backup, bytes);
        assertThatThrownBy(() -> restore(backup, true))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("damaged");
        assertThat(held()).containsExactly("old");
    }

    @Test
    void aBackupThatWasCutLeavesNoFolderWhereThereWasNone() throws Exception {
        Path cut = folder.resolve("cut.backup");
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path fresh = folder.resolve("fresh");
        assertThatThrownBy(() -> restore(fresh, cut, false)).isInstanceOf(BackupException.class);
        assertThat(fresh).doesNotExist();
        // One that was there stays, whatever was in it.
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> restore(empty, cut, false)).isInstanceOf(BackupException.class);
        assertThat(empty).exists();
        restore(fresh, backup, false);
        assertThat(fresh.resolve("tables")).isNotEmptyDirectory();
    }

    private void restore(Path from, boolean replace) throws Exception {
        restore(data, from, replace);
    }

    private static void restore(Path to, Path from, boolean replace) throws Exception {
        new FolderRestore(to, Clock.systemUTC(), (step, done, all) -> {})
                .run(from, new FolderRestore.How(null, replace, 100));
    }

    private void killAt(String step) throws Exception {
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreVictim.class.getName(),
                        data.toString(),
                        backup.toString(),
                        step)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as(step).isEqualTo("there");
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    /** What tables, secrets and objects say they are, as the next process finds them. */
    private Set<String> held() throws Exception {
        Set<String> held = new TreeSet<>();
        try (DataFolder owned = claim(data);
                LocalTables tables = LocalTables.open(owned.tables(), Clock.systemUTC())) {
            for (TableStore table :
                    List.of(tables.tables().accounts(), tables.tables().catalog())) {
                @Nullable Item item = table.get(KEY).orElse(null);
                held.add(item == null ? "nothing" : item.body().json().contains("new") ? "new" : "old");
            }
            byte[] secret = new FileSecretStore(owned.secrets()).getOrCreate("key", () -> new byte[0]);
            held.add(new String(secret, StandardCharsets.UTF_8));
            new FolderObjectStore(owned.objects())
                    .list("vod/", 10, null)
                    .items()
                    .forEach(object -> held.add(object.key().substring("vod/1/".length())));
        }
        return held;
    }

    private static void fill(Path to, String what) {
        try (DataFolder owned = claim(to);
                LocalTables tables = LocalTables.open(owned.tables(), Clock.systemUTC())) {
            Body body = Body.of(1, "{\"is\":\"" + what + "\"}");
            tables.tables().accounts().put(KEY, body, Condition.always());
            tables.tables().catalog().put(KEY, body, Condition.always());
            new FileSecretStore(owned.secrets()).put("key", what.getBytes(StandardCharsets.UTF_8));
            new FolderObjectStore(owned.objects())
                    .put("vod/1/" + what, new byte[] {1}, new ObjectMeta("text/plain", null, null));
        }
    }

    private static DataFolder claim(Path folder) {
        return ((Claim.Held) DataFolder.claim(folder)).folder();
    }
}
