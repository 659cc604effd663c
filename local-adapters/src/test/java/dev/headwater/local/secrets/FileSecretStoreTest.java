package dev.headwater.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.RestorableSecretStoreContract;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FileSecretStoreTest extends RestorableSecretStoreContract {
    @TempDir
    Path folder;

    @Override
    protected RestorableSecretStore open() {
        return new FileSecretStore(folder.resolve("secrets"));
    }

    @Test
    void aSecretIsThereAfterAnotherStart() {
        open().getOrCreate("key", () -> new byte[] {1, 2, 3});
        assertThat(open().getOrCreate("key", () -> new byte[] {9})).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayLook() throws IOException {
        Path secrets = folder.resolve("secrets");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwxr-xr-x"));
        open().getOrCreate("key", () -> new byte[] {1});
        assertThat(permissions(secrets)).isEqualTo("rwx------");
        assertThat(permissions(secrets.resolve("key"))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files).containsExactly(secrets.resolve("key"));
        }
    }

    @Test
    void aDamagedSecretIsAFaultThatDoesNotQuoteIt() throws IOException {
        SecretStore store = open();
        Files.writeString(folder.resolve("secrets").resolve("key"), "canary!");
        assertThatThrownBy(() -> store.getOrCreate("key", () -> new byte[] {1}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged")
                .hasNoCause()
                .message()
                .doesNotContain("canary");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
