package dev.headwater.api.admin.backup;

import dev.headwater.api.admin.backup.BackupOperations.ById;
import dev.headwater.api.admin.backup.BackupOperations.Kept;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.jobs.Job;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Everything that can not be made again, in one file. */
@Controller("/admin/api/v1/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Backups")
final class BackupsController {
    private final AdminCalls calls;
    private final BackupOperations backups;

    BackupsController(AdminCalls calls, BackupOperations backups) {
        this.calls = calls;
        this.backups = backups;
    }

    /**
     * Begins a backup: a job. Once that is done, the backup is fetched by the job's id; it is kept for a day, and until
     * the next is begun. No file of the server can be named.
     */
    @Post
    @Secured("backups:write")
    @Operation(operationId = "backup.start")
    HttpResponse<Job> startBackup(HttpRequest<?> request, @Body BackupRequest wanted) {
        return HttpResponse.accepted().body(calls.run(request, backups.start, wanted));
    }

    /**
     * The file. Whoever has it, and its passphrase where it has one, has the lines, their passwords and all keys; the
     * audit log tells that it was fetched.
     */
    @Get(uri = "/{id}", produces = MediaType.APPLICATION_OCTET_STREAM)
    @Secured("backups:write")
    @Operation(operationId = "backup.fetch")
    HttpResponse<SystemFile> backup(HttpRequest<?> request, String id) {
        Kept kept = calls.run(request, backups.fetch, new ById(id));
        return HttpResponse.ok(new SystemFile(backups.file(kept.id()).toFile(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .attach("headwater-" + kept.id() + ".backup"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Deletes the file. */
    @Delete("/{id}")
    @Secured("backups:write")
    @Operation(operationId = "backup.remove")
    HttpResponse<Kept> removeBackup(HttpRequest<?> request, String id) {
        return calls.one(request, backups.remove, new ById(id));
    }
}
