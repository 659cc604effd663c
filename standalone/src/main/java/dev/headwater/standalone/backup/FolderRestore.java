package dev.headwater.standalone.backup;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.Pause;
import dev.headwater.core.backup.Passphrase;
import dev.headwater.core.backup.Progress;
import dev.headwater.core.backup.Restore;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.StagedFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.LocalTables;
import dev.headwater.standalone.repair.Repair;
import dev.headwater.standalone.repair.RepairReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into a data folder that no server runs on. Everything is built beside what is there, repaired, forced
 * to the disk, and takes its place at once: whenever the process dies, the folder holds what was there, or the backup.
 */
public final class FolderRestore {
    private final Path data;
    private final InstantSource clock;
    private final Progress progress;

    public FolderRestore(Path data, InstantSource clock, Progress progress) {
        this.data = data.toAbsolutePath().normalize();
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * How to restore.
     *
     * @param replace whether what is in the folder goes
     * @param skippedIds as {@link Restore#run} takes it
     */
    public record How(@Nullable Path passphraseFile, boolean replace, int skippedIds) {}

    /**
     * What was restored.
     *
     * @param repair what did not fit together, because it was changed while it was backed up, and was mended
     */
    public record Outcome(Restore.Restored restored, RepairReport repair) {}

    /**
     * Restores.
     *
     * @throws OperationException where the folder can not be had, or is in use
     * @throws dev.headwater.core.backup.BackupException where the backup can not be restored; nothing is changed then
     */
    public Outcome run(Path backup, How how) throws IOException {
        Passphrase passphrase = PassphraseFile.read(how.passphraseFile());
        if (!Files.isRegularFile(backup)) {
            throw new OperationException("there is no backup " + backup);
        }
        refuseForeign();
        boolean isNew = !Files.exists(data);
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> {
                boolean isRestored = false;
                try (DataFolder folder = held.folder()) {
                    Outcome outcome = into(folder, backup, passphrase, how);
                    isRestored = true;
                    yield outcome;
                } finally {
                    if (isNew && !isRestored) {
                        removeEmpty();
                    }
                }
            }
            case Claim.Refused refused
            when refused.reason() == Claim.Reason.IN_USE ->
                throw new OperationException(refused.message() + "; stop it first");
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    private Outcome into(DataFolder folder, Path backup, @Nullable Passphrase passphrase, How how) throws IOException {
        if (!how.replace() && !isEmpty(folder)) {
            throw new OperationException(folder.root()
                    + " holds a headend already; name another folder with --data, or let it go with --replace");
        }
        StagedFolder staged = folder.staged();
        try {
            Path built = staged.begin();
            Outcome outcome = build(built, backup, passphrase, how.skippedIds());
            staged.commit(step -> progress.at(step, 0, 0));
            return outcome;
        } catch (IOException e) {
            throw DiskFaults.of(folder.root(), "the backup can not be restored", e);
        } finally {
            staged.abandon();
        }
    }

    private Outcome build(Path built, Path backup, @Nullable Passphrase passphrase, int skippedIds) throws IOException {
        if (!(DataFolder.claim(built) instanceof Claim.Held held)) {
            throw new OperationException(built + " can not be written");
        }
        try (DataFolder folder = held.folder()) {
            Restore.Restored restored;
            try (LocalTables tables = LocalTables.open(folder.tables(), clock)) {
                restored = new Restore(
                                tables.tables(),
                                new FileSecretStore(folder.secrets()),
                                new FolderObjectStore(folder.objects()),
                                Repair::newestSchema,
                                new SecureRandom(),
                                clock,
                                progress,
                                Pause.sleeping())
                        .run(() -> Files.newInputStream(backup), passphrase, false, skippedIds);
            }
            RepairReport repaired = new Repair(folder, true, clock, step -> progress.at(step, 0, 0)).run();
            return new Outcome(restored, repaired);
        }
    }

    /** What was made for a backup that could not be restored goes again; whatever holds anything stays. */
    private void removeEmpty() {
        try {
            for (String made : List.of("run/lock", "run", "objects/,drafts", "objects", "tables", "secrets", "")) {
                Files.deleteIfExists(data.resolve(made));
            }
        } catch (IOException e) {
            // An empty folder more harms nobody, and why the backup was refused is to be told.
        }
    }

    /** A folder of something else must not become a headend by a slip of the pen. */
    private void refuseForeign() throws IOException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.findAny().isPresent()
                    && !Files.isDirectory(data.resolve("tables"))
                    && !Files.isDirectory(data.resolve("run"))) {
                throw new OperationException(data + " holds something, and is no data folder of Headwater's");
            }
        }
    }

    private static boolean isEmpty(DataFolder folder) throws IOException {
        if (LocalTables.isAnyIn(folder.tables())) {
            return false;
        }
        try (Stream<Path> secrets = Files.list(folder.secrets());
                Stream<Path> objects = Files.list(folder.objects())) {
            // Its drafts are the store's own.
            return secrets.findAny().isEmpty() && objects.allMatch(entry -> entry.endsWith(",drafts"));
        }
    }
}
