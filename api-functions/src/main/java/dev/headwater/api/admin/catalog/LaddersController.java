package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What channels are encoded to. */
@Controller("/admin/api/v1/ladders")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Ladders")
final class LaddersController {
    private final AdminCalls calls;
    private final LadderOperations ladders;

    LaddersController(AdminCalls calls, LadderOperations ladders) {
        this.calls = calls;
        this.ladders = ladders;
    }

    /** Ladders, those that come with Headwater included. Columns: id (which is the name), name. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "ladder.list")
    Page<LadderOperations.View> ladders(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, ladders.list, AdminCalls.query(request, paging));
    }

    /** Adds a ladder. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "ladder.add")
    HttpResponse<LadderOperations.View> addLadder(HttpRequest<?> request, @Body LadderOperations.Add ladder) {
        return calls.added(request, ladders.add, ladder);
    }

    /** A ladder, and how many channels have it. */
    @Get("/{name}")
    @Secured("catalog:read")
    @Operation(operationId = "ladder.show")
    HttpResponse<LadderOperations.View> ladder(HttpRequest<?> request, String name) {
        return calls.one(request, ladders.show, new LadderOperations.ByName(name));
    }

    /** Changes a ladder: channels that have it start anew. 409 for one that comes with Headwater. */
    @Patch("/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "ladder.set")
    HttpResponse<LadderOperations.View> changeLadder(
            HttpRequest<?> request, String name, @Body LadderOperations.Change change) {
        return calls.one(request, ladders.set, change.called(AdminCalls.ofPath("name", change.name(), name)));
    }

    /** Removes a ladder that no channel has: 409 where some have. */
    @Delete("/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "ladder.remove")
    HttpResponse<LadderOperations.View> removeLadder(HttpRequest<?> request, String name) {
        return calls.one(request, ladders.remove, new LadderOperations.ByName(name));
    }
}
