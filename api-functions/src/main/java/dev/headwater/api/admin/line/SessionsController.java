package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Playbacks that hold a connection. */
@Controller("/admin/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
final class SessionsController {
    private final AdminCalls calls;
    private final SessionOperations sessions;

    SessionsController(AdminCalls calls, SessionOperations sessions) {
        this.calls = calls;
        this.sessions = sessions;
    }

    /** Sessions of lines that exist for who asks. Columns: id, name, line, kind, content, since. */
    @Get
    @Secured("sessions:read")
    @Operation(operationId = "session.list")
    Page<SessionOperations.View> sessions(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, sessions.list, AdminCalls.query(request, paging));
    }

    /** Ends a playback. One that is progressive ends when its file has been sent. */
    @Delete("/{id}")
    @Secured("sessions:write")
    @Operation(operationId = "session.kick")
    HttpResponse<SessionOperations.View> kick(HttpRequest<?> request, String id) {
        return calls.one(request, sessions.kick, new SessionOperations.ById(id));
    }
}
