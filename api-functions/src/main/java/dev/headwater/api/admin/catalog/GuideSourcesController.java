package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.catalog.GuideOperations.Add;
import dev.headwater.api.admin.catalog.GuideOperations.ByName;
import dev.headwater.api.admin.catalog.GuideOperations.Import;
import dev.headwater.api.admin.catalog.GuideOperations.View;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.jobs.Job;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Where the guide comes from. */
@Controller("/admin/api/v1/guide")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Guide")
final class GuideSourcesController {
    private final AdminCalls calls;
    private final GuideOperations guide;

    GuideSourcesController(AdminCalls calls, GuideOperations guide) {
        this.calls = calls;
        this.guide = guide;
    }

    /** Sources of the guide. Columns: id, name, priority. */
    @Get("/sources")
    @Secured("catalog:read")
    @Operation(operationId = "guide.list")
    Page<View> sources(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, guide.list, AdminCalls.query(request, paging));
    }

    /** Adds a source, an http or https URL or {@code upload:ID}; it is imported each day, the first time not at once. */
    @Post("/sources")
    @Secured("catalog:write")
    @Operation(operationId = "guide.add")
    HttpResponse<View> addSource(HttpRequest<?> request, @Body Add source) {
        return calls.added(request, guide.add, source);
    }

    /** A source, with when it was last imported and how much came of it. */
    @Get("/sources/{name}")
    @Secured("catalog:read")
    @Operation(operationId = "guide.show")
    HttpResponse<View> source(HttpRequest<?> request, String name) {
        return calls.one(request, guide.show, new ByName(name));
    }

    /** Removes a source with all that came of it. */
    @Delete("/sources/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "guide.remove")
    HttpResponse<View> removeSource(HttpRequest<?> request, String name) {
        return calls.one(request, guide.remove, new ByName(name));
    }

    /** Imports a source, or, where none is named, all: a job each, whose result is what was done. */
    @Post("/imports")
    @Secured("catalog:write")
    @Operation(operationId = "guide.import")
    HttpResponse<Page<Job>> startImports(HttpRequest<?> request, @Body Import wanted) {
        return HttpResponse.accepted().body(calls.run(request, guide.begin, wanted));
    }

    /** Reads a source as an import would, and changes nothing: a job, whose result is what would be done. */
    @Post("/previews")
    @Secured("catalog:write")
    @Operation(operationId = "guide.preview")
    HttpResponse<Job> previewImport(HttpRequest<?> request, @Body Add source) {
        return HttpResponse.accepted().body(calls.run(request, guide.preview, source));
    }
}
