package dev.headwater.core.backup;

/** A backup can not be made, read or restored, and why, in a sentence for the one who asked. Names no secret. */
public final class BackupException extends RuntimeException {
    public BackupException(String message) {
        super(message);
    }

    static BackupException damaged(String how) {
        return new BackupException("the backup is damaged: " + how);
    }
}
