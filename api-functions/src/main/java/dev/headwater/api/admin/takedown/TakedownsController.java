package dev.headwater.api.admin.takedown;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.takedown.TakedownOperations.Add;
import dev.headwater.api.admin.takedown.TakedownOperations.ById;
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

/** What is withheld from everybody. */
@Controller("/admin/api/v1/takedowns")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Takedowns")
final class TakedownsController {
    private final AdminCalls calls;
    private final TakedownOperations takedowns;

    TakedownsController(AdminCalls calls, TakedownOperations takedowns) {
        this.calls = calls;
        this.takedowns = takedowns;
    }

    /** All takedowns there ever were. Columns: id, name, kind, content, state, reference, at. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "takedown.list")
    Page<TakedownView> takedowns(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, takedowns.list, AdminCalls.query(request, paging));
    }

    /** Withholds a channel, film, series or episode from everybody, within seconds; edges elsewhere within a minute. */
    @Post
    @Secured("takedowns:write")
    @Operation(operationId = "takedown.add")
    HttpResponse<TakedownView> addTakedown(HttpRequest<?> request, @Body Add takedown) {
        return calls.added(request, takedowns.add, takedown);
    }

    /** A takedown, and how far it is. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "takedown.show")
    HttpResponse<TakedownView> takedown(HttpRequest<?> request, int id) {
        return calls.one(request, takedowns.show, new ById(id));
    }

    /** Lifts a takedown: what it withheld may be seen again. The takedown itself is kept for good. */
    @Delete("/{id}")
    @Secured("takedowns:write")
    @Operation(operationId = "takedown.lift")
    HttpResponse<TakedownView> liftTakedown(HttpRequest<?> request, int id) {
        return calls.one(request, takedowns.lift, new ById(id));
    }
}
