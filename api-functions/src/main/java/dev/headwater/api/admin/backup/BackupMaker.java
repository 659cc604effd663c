package dev.headwater.api.admin.backup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes backups, one at a time, and keeps the last one that is to be fetched. */
public interface BackupMaker {
    /**
     * Begins one. Where the request names no file, it is kept under the id until {@link #remove}, for a day, or until the
     * next is begun.
     *
     * @param id 24 hex digits
     * @param watch told how it stands, often, and last how it ended; a {@link java.util.concurrent.CancellationException}
     *     of it ends the backup
     * @throws dev.headwater.api.admin.OperationException where it can not even begin, or another is running
     */
    void start(String id, BackupRequest request, Consumer<BackupRun> watch);

    /** One that is whole and kept. */
    Optional<Path> find(String id);

    /** Deletes one that is kept. */
    void remove(String id);
}
