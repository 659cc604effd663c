package dev.headwater.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void theTreeIsMade() {
        Path root = temp.resolve("deep/data");
        try (DataFolder folder = held(root)) {
            assertThat(folder.root()).isEqualTo(root);
            assertThat(folder.tables()).isEqualTo(root.resolve("tables")).isDirectory();
            assertThat(folder.objects()).isEqualTo(root.resolve("objects")).isDirectory();
            assertThat(folder.secrets()).isEqualTo(root.resolve("secrets")).isDirectory();
            assertThat(folder.run()).isEqualTo(root.resolve("run")).isDirectory();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerSeesAccountsSecretsAndControl() throws IOException {
        try (DataFolder folder = held(temp)) {
            for (Path owned : new Path[] {folder.tables(), folder.secrets(), folder.run()}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(owned)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void aFolderInUseIsRefusedUntilItIsLetGo() {
        try (DataFolder folder = held(temp)) {
            assertThat(DataFolder.claim(temp))
                    .isEqualTo(new Claim.Refused(
                            Claim.Reason.IN_USE, folder.root() + " is in use by a running Headwater"));
        }
        held(temp).close();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        for (Path root : new Path[] {file, file.resolve("below")}) {
            assertThat(DataFolder.claim(root))
                    .isEqualTo(new Claim.Refused(
                            Claim.Reason.NOT_A_FOLDER, file + " is a file, where a folder is needed"));
        }
        assertThat(file).hasContent("x");
    }

    @Test
    void aFolderThatCanNotBeWrittenIsRefused() {
        // Where nobody may make a folder, not even an administrator.
        Path unwritable = Path.of("/proc");
        assumeTrue(Files.isDirectory(unwritable));
        assertThat(DataFolder.claim(unwritable.resolve("headwater")))
                .isInstanceOfSatisfying(Claim.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Claim.Reason.NOT_WRITABLE);
                    assertThat(refused.message())
                            .startsWith("/proc/headwater can not be written: ")
                            .doesNotContain("\n");
                });
    }

    private static DataFolder held(Path root) {
        return ((Claim.Held) DataFolder.claim(root)).folder();
    }
}
