package dev.headwater.api.admin.delivery;

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

/** Hosts that serve segments. */
@Controller("/admin/api/v1/edges")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Edges")
final class EdgesController {
    private final AdminCalls calls;
    private final EdgeOperations edges;

    EdgesController(AdminCalls calls, EdgeOperations edges) {
        this.calls = calls;
        this.edges = edges;
    }

    /** Edges. Columns: id (which is the name), name, weight, state. */
    @Get
    @Secured("delivery:read")
    @Operation(operationId = "edge.list")
    Page<EdgeOperations.View> edges(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, edges.list, AdminCalls.query(request, paging));
    }

    /** Adds an edge elsewhere; only this answer tells its token. */
    @Post
    @Secured("delivery:write")
    @Operation(operationId = "edge.add")
    HttpResponse<EdgeOperations.Added> addEdge(HttpRequest<?> request, @Body EdgeOperations.Add edge) {
        return calls.added(request, edges.add, edge);
    }

    /** An edge. */
    @Get("/{name}")
    @Secured("delivery:read")
    @Operation(operationId = "edge.show")
    HttpResponse<EdgeOperations.View> edge(HttpRequest<?> request, String name) {
        return calls.one(request, edges.show, new EdgeOperations.ByName(name));
    }

    /** Changes what is named. */
    @Patch("/{name}")
    @Secured("delivery:write")
    @Operation(operationId = "edge.set")
    HttpResponse<EdgeOperations.View> changeEdge(
            HttpRequest<?> request, String name, @Body EdgeOperations.Change change) {
        return calls.one(request, edges.set, change.called(AdminCalls.ofPath("name", change.name(), name)));
    }

    /** Removes an edge; the server's own stay: 409. */
    @Delete("/{name}")
    @Secured("delivery:write")
    @Operation(operationId = "edge.remove")
    HttpResponse<EdgeOperations.View> removeEdge(HttpRequest<?> request, String name) {
        return calls.one(request, edges.remove, new EdgeOperations.ByName(name));
    }
}
