package dev.headwater.standalone.backup;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import java.util.List;

/** {@code backup}: begins one, and tells how it stands. */
public final class BackupOperations implements OperationGroup {
    public final Operation<BackupRequest, BackupRun> start =
            Operation.changeAs("backup.start", Permission.BACKUPS_WRITE, BackupRequest.class, this::start);
    public final Operation<Status, BackupRun> status =
            Operation.look("backup.status", Permission.BACKUPS_WRITE, Status.class, this::status);

    private final Backups backups;

    public BackupOperations(Backups backups) {
        this.backups = backups;
    }

    /** @param waitMillis how long its end is waited for, at most */
    public record Status(long waitMillis) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(start, status);
    }

    private BackupRun start(Call call, BackupRequest request) {
        if (!call.caller().equals(Caller.LOCAL)) {
            throw OperationException.forbidden("only whoever owns the data folder names files of its machine");
        }
        return backups.start(request);
    }

    private BackupRun status(Status status) {
        return backups.status(status.waitMillis());
    }
}
