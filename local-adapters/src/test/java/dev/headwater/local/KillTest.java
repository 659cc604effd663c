package dev.headwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.tables.LocalTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost when the process is killed in the middle of its work. */
@Timeout(60)
final class KillTest {
    private static final int LINES = 600;

    @TempDir
    Path data;

    @Test
    void everythingAcknowledgedIsThereAndWholeAfterAKill() throws IOException {
        List<String> acknowledged = killAfterSomeHundred();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(LINES);
        try (DataFolder folder = ((Claim.Held) DataFolder.claim(data)).folder();
                LocalTables local = LocalTables.open(folder.tables(), InstantSource.system())) {
            ObjectStore objects = new FolderObjectStore(folder.objects());
            for (String line : acknowledged) {
                String[] parts = line.split(" ", -1);
                switch (parts[0]) {
                    case "accounts" -> assertWhole(local.tables().accounts(), parts[1]);
                    case "sessions" -> assertWhole(local.tables().sessions(), parts[1]);
                    default -> assertWhole(objects, parts[1]);
                }
            }
        }
    }

    private List<String> killAfterSomeHundred() throws IOException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillVictim.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = victim.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(KillVictim.ACKNOWLEDGED)) {
                    lines.add(line);
                }
                if (lines.size() == LINES) {
                    assertThat(DataFolder.claim(data))
                            .isInstanceOfSatisfying(
                                    Claim.Refused.class,
                                    refused -> assertThat(refused.reason()).isEqualTo(Claim.Reason.IN_USE));
                    // Not the process's own method, which would close the stream with what was said before the kill.
                    victim.toHandle().destroyForcibly();
                }
            }
        } finally {
            victim.destroyForcibly();
        }
        // The system lets go of the lock as the process ends, which may be a moment after its output does.
        victim.onExit().join();
        return lines;
    }

    private static void assertWhole(TableStore table, String name) {
        assertThat(table.get(KillVictim.key(name)))
                .as(name)
                .hasValueSatisfying(item -> assertThat(item.body()).isEqualTo(KillVictim.body(name)));
    }

    private static void assertWhole(ObjectStore objects, String name) {
        assertThat(objects.get(KillVictim.objectKey(name), ByteRange.ALL))
                .as(name)
                .hasValueSatisfying(blob -> assertThat(blob.readAll()).isEqualTo(KillVictim.bytes(name)));
    }
}
