package dev.headwater.api.admin.jobs;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.jobs.JobOperations.ById;
import dev.headwater.api.admin.jobs.JobOperations.Watch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Long work, and how it stands. */
@Controller("/admin/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Jobs")
final class JobsController {
    private final AdminCalls calls;
    private final JobOperations jobs;

    JobsController(AdminCalls calls, JobOperations jobs) {
        this.calls = calls;
        this.jobs = jobs;
    }

    /** Jobs, the newest first: 200 of the last 30 days. Columns: id, name (the id), kind, state, by, started. */
    @Get
    @Secured("jobs:read")
    @Operation(operationId = "job.list")
    Page<Job> jobs(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, jobs.list, AdminCalls.query(request, paging));
    }

    /** How a job stands. With {@code waitMillis} its end is waited for, 5,000 at the most. */
    @Get("/{id}")
    @Secured("jobs:read")
    @Operation(operationId = "job.show")
    HttpResponse<Job> job(HttpRequest<?> request, String id, @Nullable @QueryValue Long waitMillis) {
        return calls.one(request, jobs.show, new Watch(id, waitMillis));
    }

    /** Asks a job to end. What it did stays; run again, it comes to the same end as if it had never been cancelled. */
    @Delete("/{id}")
    @Secured("jobs:write")
    @Operation(operationId = "job.cancel")
    HttpResponse<Job> cancelJob(HttpRequest<?> request, String id) {
        return calls.one(request, jobs.cancel, new ById(id));
    }
}
