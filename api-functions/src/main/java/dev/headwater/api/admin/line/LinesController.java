package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.line.LineOperations.ByName;
import dev.headwater.api.admin.line.SubscriberOperations.Erased;
import dev.headwater.core.subscriber.SubscriberData;
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

/** Subscribers' accounts. */
@Controller("/admin/api/v1/lines")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Lines")
final class LinesController {
    private final AdminCalls calls;
    private final LineOperations lines;
    private final SubscriberOperations subscribers;

    LinesController(AdminCalls calls, LineOperations lines, SubscriberOperations subscribers) {
        this.calls = calls;
        this.lines = lines;
        this.subscribers = subscribers;
    }

    /** Lines, without their passwords. Columns: id, name, state, owner (a reseller's name), expires, created. */
    @Get
    @Secured("lines:read")
    @Operation(operationId = "line.list")
    Page<LineView> lines(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, lines.list, AdminCalls.query(request, paging));
    }

    /** Adds a line; only this answer and that of {@code reveal} tell its password. */
    @Post
    @Secured("lines:write")
    @Operation(operationId = "line.add")
    HttpResponse<LineView> addLine(HttpRequest<?> request, @Body LineSettings line) {
        return calls.added(request, lines.add, line);
    }

    /** A line, without its password. */
    @Get("/{name}")
    @Secured("lines:read")
    @Operation(operationId = "line.show")
    HttpResponse<LineView> line(HttpRequest<?> request, String name) {
        return calls.one(request, lines.show, new ByName(name));
    }

    /** Changes what is named. A password that is empty has one generated; a new one ends what plays with the old. */
    @Patch("/{name}")
    @Secured("lines:write")
    @Operation(operationId = "line.set")
    HttpResponse<LineView> changeLine(HttpRequest<?> request, String name, @Body LineSettings line) {
        return calls.one(request, lines.set, line.called(AdminCalls.ofPath("name", line.name(), name)));
    }

    /** A line with its password and links; the audit log tells of it. */
    @Post("/{name}/reveal")
    @Secured("lines:reveal")
    @Operation(operationId = "line.reveal")
    HttpResponse<LineView> revealLine(HttpRequest<?> request, String name) {
        return calls.one(request, lines.reveal, new ByName(name));
    }

    /** All that is stored of a line, but its password: for a subscriber who asks what is known of them. */
    @Get("/{name}/export")
    @Secured("lines:reveal")
    @Operation(operationId = "line.export")
    HttpResponse<SubscriberData.Export> exportLine(HttpRequest<?> request, String name) {
        return calls.one(request, subscribers.export, new ByName(name));
    }

    /**
     * Removes a line and all that is stored of it, for good. The audit log keeps that it was done, and of the line nothing
     * but its id.
     */
    @Post("/{name}/erase")
    @Secured("lines:write")
    @Operation(operationId = "line.erase")
    HttpResponse<Erased> eraseLine(HttpRequest<?> request, String name) {
        return calls.one(request, subscribers.erase, new ByName(name));
    }

    /** Removes a line and ends what it plays. */
    @Delete("/{name}")
    @Secured("lines:write")
    @Operation(operationId = "line.remove")
    HttpResponse<LineView> removeLine(HttpRequest<?> request, String name) {
        return calls.one(request, lines.remove, new ByName(name));
    }
}
