package dev.headwater.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, and one that really turns read-only, where a user may have a small one of his own. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
final class FullDiskTest {
    @TempDir
    Path disk;

    @Test
    void aFullOrReadOnlyDiskIsSaidSoAndPasses() throws Exception {
        assumeTrue(mayMount(), "user namespaces are not allowed here");
        Process victim = inNamespace(
                "mount -t tmpfs -o size=12m tmpfs \"$0\" && exec \"$@\"",
                disk.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskVictim.class.getName(),
                disk.toString());
        List<String> said = victim.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(victim.waitFor()).as(String.join("\n", said)).isZero();
        Path data = disk.resolve("data");
        assertThat(said)
                .containsExactly(
                        "object: the disk is full: the object hls/1/a/b.ts can not be stored in "
                                + data.resolve("objects"),
                        "secret: the disk is full: the secret pepper can not be kept in " + data.resolve("secrets"),
                        "table: the disk is full: the table " + data.resolve("tables/accounts.db")
                                + " can not be written",
                        "half false 0",
                        "object: the object hls/1/a/c.ts can not be stored in " + data.resolve("objects")
                                + ": Read-only file system",
                        "read true",
                        "objects: " + data.resolve("objects") + ": the folder of objects can not be written",
                        "tables: " + data.resolve("tables/catalog.db")
                                + ": the file can not be opened, and its folder not be written",
                        data + " can not be written: Read-only file system",
                        "recovered");
    }

    private boolean mayMount() throws Exception {
        try {
            return inNamespace("mount -t tmpfs -o size=1m tmpfs \"$0\"", disk.toString())
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Root of nothing but itself: no privilege of the user is needed. */
    private static Process inNamespace(String script, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
