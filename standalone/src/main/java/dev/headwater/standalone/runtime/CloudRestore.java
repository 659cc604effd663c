package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.core.Pause;
import dev.headwater.core.backup.Passphrase;
import dev.headwater.core.backup.Progress;
import dev.headwater.core.backup.Restore;
import dev.headwater.standalone.backup.FolderRestore;
import dev.headwater.standalone.backup.PassphraseFile;
import dev.headwater.standalone.repair.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into the tables and buckets of an account. Until it is whole a mark keeps every process from starting on
 * them; one that was cut short is run again.
 */
public final class CloudRestore {
    private CloudRestore() {}

    /** @throws dev.headwater.core.backup.BackupException where the backup can not be restored; nothing is changed then */
    public static Restore.Restored run(Cloud cloud, Path backup, FolderRestore.How how, Progress progress)
            throws IOException {
        @Nullable Passphrase passphrase = PassphraseFile.read(how.passphraseFile());
        if (!Files.isRegularFile(backup)) {
            throw new OperationException("there is no backup " + backup);
        }
        SecureRandom random = new SecureRandom();
        try (CloudStores stores = new CloudStores(cloud.access(), cloud.resources(), random, Clock.systemUTC())) {
            if (cloud.makesMissing()) {
                stores.makeMissing();
            }
            return new Restore(
                            stores.tables(),
                            stores.secrets(),
                            stores.objects(),
                            Repair::newestSchema,
                            random,
                            Clock.systemUTC(),
                            progress,
                            Pause.sleeping())
                    .run(() -> Files.newInputStream(backup), passphrase, how.replace(), how.skippedIds());
        }
    }
}
