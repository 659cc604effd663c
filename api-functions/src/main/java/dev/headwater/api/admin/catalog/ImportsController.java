package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.catalog.ImportOperations.ByName;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.imports.ImportRequest;
import dev.headwater.api.imports.ImportRun;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What other systems hold, taken over. */
@Controller("/admin/api/v1/imports")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Imports")
final class ImportsController {
    private final AdminCalls calls;
    private final ImportOperations imports;

    ImportsController(AdminCalls calls, ImportOperations imports) {
        this.calls = calls;
        this.imports = imports;
    }

    /** The last import of each source. Columns: id (the name), name, state. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "import.list")
    Page<ImportRun> imports(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, imports.list, AdminCalls.query(request, paging));
    }

    /**
     * Begins an import: a job, whose result is how it ended. Its source is an http or https URL, or {@code upload:ID}; no
     * file of the server. Where much would vanish it changes nothing and ends as unconfirmed: then send it again with
     * {@code yes}.
     */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "import.start")
    HttpResponse<Job> startImport(HttpRequest<?> request, @Body ImportRequest wanted) {
        return HttpResponse.accepted().body(calls.run(request, imports.start, wanted));
    }

    /** How the last import of a source stands, or ended. */
    @Get("/{name}")
    @Secured("catalog:read")
    @Operation(operationId = "import.show")
    HttpResponse<ImportRun> oneImport(HttpRequest<?> request, String name) {
        return calls.one(request, imports.show, new ByName(name));
    }
}
