package dev.headwater.standalone.backup;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.backup.BackupException;
import dev.headwater.core.backup.Passphrase;
import dev.headwater.local.folder.DiskFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A passphrase that stands in a file of its own, so that no list of processes shows it. */
public final class PassphraseFile {
    private static final int MAX_BYTES = 8 * 1024;

    private PassphraseFile() {}

    /** Reads its first line; null where there is no file to read. */
    public static @Nullable Passphrase read(@Nullable Path file) {
        try {
            return file == null ? null : Passphrase.of(text(file));
        } catch (BackupException e) {
            throw OperationException.invalid("passphraseFile", String.valueOf(e.getMessage()));
        }
    }

    /** Its first line, for a backup that is made elsewhere. */
    public static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw OperationException.invalid(
                        "passphraseFile", "the passphrase file " + file + " is too long for one");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw OperationException.invalid("passphraseFile", "there is no passphrase file " + file);
        } catch (IOException e) {
            throw OperationException.invalid(
                    "passphraseFile", "the passphrase file " + file + " can not be read: " + DiskFaults.reason(e));
        }
    }
}
