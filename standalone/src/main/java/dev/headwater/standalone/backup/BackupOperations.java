package dev.headwater.standalone.backup;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.ServerFiles;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.jobs.RunningJob;
import dev.headwater.core.admin.Permission;
import java.util.List;

/** {@code backup}: begins one. */
public final class BackupOperations implements OperationGroup {
    public final Operation<BackupRequest, Job> start =
            Operation.changeAs("backup.start", Permission.BACKUPS_WRITE, BackupRequest.class, this::start);

    private final Backups backups;
    private final Jobs jobs;

    public BackupOperations(Backups backups, Jobs jobs) {
        this.jobs = jobs;
        this.backups = backups;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(start);
    }

    private Job start(Call call, BackupRequest request) {
        if (!ServerFiles.isOwner(call)) {
            throw OperationException.forbidden("only whoever owns the data folder names files of its machine");
        }
        RunningJob job = jobs.begin(start.name(), call.caller(), null);
        try {
            backups.start(request, run -> show(job, run));
        } catch (OperationException e) {
            job.end(Job.FAILED, e.getMessage(), null);
            throw e;
        }
        return job.job();
    }

    private static void show(RunningJob job, BackupRun run) {
        if (run.state().equals("running")) {
            job.at(run.step(), run.written(), 0);
        } else {
            job.end(run.state(), run.error(), run);
        }
    }
}
