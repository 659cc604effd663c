package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.delivery.WorkerOperations.View;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Who makes channels and films. */
@Controller("/admin/api/v1/workers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Workers")
final class WorkersController {
    private final AdminCalls calls;
    private final WorkerOperations workers;

    WorkersController(AdminCalls calls, WorkerOperations workers) {
        this.calls = calls;
        this.workers = workers;
    }

    /**
     * Workers that were heard of in the last seconds. Columns: id (the name), name, cpu, channels, titles, until.
     */
    @Get
    @Secured("delivery:read")
    @Operation(operationId = "worker.list")
    Page<View> workers(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, workers.list, AdminCalls.query(request, paging));
    }
}
