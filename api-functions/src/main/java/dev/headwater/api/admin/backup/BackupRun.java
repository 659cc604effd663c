package dev.headwater.api.admin.backup;

import dev.headwater.core.backup.Contents;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was begun.
 *
 * @param file where it is written; null: it is kept until it was fetched
 * @param state {@code running}, {@code done}, {@code cancelled} or {@code failed}
 * @param step what is being written
 * @param written how much of that
 * @param encrypted whether it needs its passphrase
 * @param media whether packaged films are in it
 * @param bytes of the file; null until it is done
 * @param contents what it holds; null until it is done
 * @param error why it failed; null: it did not
 */
public record BackupRun(
        @Nullable String file,
        String state,
        String step,
        long written,
        boolean encrypted,
        boolean media,
        @Nullable Long bytes,
        @Nullable Contents contents,
        @Nullable String error) {
    public static BackupRun begun(BackupRequest request) {
        return new BackupRun(
                request.file(), "running", "", 0, request.isEnciphered(), request.withMedia(), null, null, null);
    }

    public BackupRun at(String newStep, long done) {
        return new BackupRun(file, state, newStep, done, encrypted, media, null, null, null);
    }

    public BackupRun done(long size, Contents held) {
        return new BackupRun(file, "done", step, written, encrypted, media, size, held, null);
    }

    public BackupRun cancelled() {
        return new BackupRun(file, "cancelled", step, written, encrypted, media, null, null, "it was cancelled");
    }

    public BackupRun failed(String why) {
        return new BackupRun(file, "failed", step, written, encrypted, media, null, null, why);
    }
}
