package dev.headwater.api.admin.backup;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.ServerFiles;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.jobs.RunningJob;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.backup.BackupException;
import dev.headwater.core.backup.Passphrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code backup}: begins one, and hands it out. */
public final class BackupOperations implements OperationGroup {
    public final Operation<BackupRequest, Job> start =
            Operation.changeAs("backup.start", Permission.BACKUPS_WRITE, BackupRequest.class, this::start);
    /** Changes nothing, but is written down: it hands out everything. */
    public final Operation<ById, Kept> fetch =
            Operation.change("backup.fetch", Permission.BACKUPS_WRITE, ById.class, this::kept);

    public final Operation<ById, Kept> remove =
            Operation.change("backup.remove", Permission.BACKUPS_WRITE, ById.class, this::remove);

    private final BackupMaker backups;
    private final Jobs jobs;

    public BackupOperations(BackupMaker backups, Jobs jobs) {
        this.jobs = jobs;
        this.backups = backups;
    }

    /** A backup by the id of the job that made it. */
    public record ById(String id) {}

    /** One that can be fetched. */
    public record Kept(String id, long bytes) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(start, fetch, remove);
    }

    private Job start(Call call, BackupRequest request) {
        boolean namesFiles = request.file() != null || request.passphraseFile() != null;
        if (namesFiles && !ServerFiles.isOwner(call)) {
            throw OperationException.forbidden("only whoever owns the data folder names files of its machine");
        }
        if (request.passphrase() != null && request.passphraseFile() != null) {
            throw OperationException.invalid("passphrase", "give a passphrase or a file of one, not both");
        }
        requirePassphrase(request.passphrase());
        RunningJob job = jobs.begin(start.name(), call.caller(), null);
        try {
            backups.start(job.job().id(), request, run -> show(job, run));
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

    private Kept kept(ById by) {
        try {
            return new Kept(by.id(), Files.size(file(by.id())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept remove(ById by) {
        Kept gone = kept(by);
        backups.remove(by.id());
        return gone;
    }

    private static void requirePassphrase(@Nullable String passphrase) {
        if (passphrase == null) {
            return;
        }
        try {
            var _ = Passphrase.of(passphrase);
        } catch (BackupException e) {
            throw OperationException.invalid("passphrase", String.valueOf(e.getMessage()));
        }
    }

    /** Where one lies, for whoever passed {@link #fetch}. */
    Path file(String id) {
        return backups.find(id)
                .orElseThrow(() -> OperationException.missing("there is no backup " + id
                        + " to be fetched: it is kept for a day, and until the next is begun"));
    }
}
