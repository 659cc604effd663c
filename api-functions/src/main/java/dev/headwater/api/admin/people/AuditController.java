package dev.headwater.api.admin.people;

import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.people.AuditOperations.AuditPage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What was done. */
@Controller("/admin/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Audit")
final class AuditController {
    private final AdminCalls calls;
    private final AuditOperations audit;

    AuditController(AdminCalls calls, AuditOperations audit) {
        this.calls = calls;
        this.audit = audit;
    }

    /**
     * Every change, the newest first, with what it was like before and after, without secrets; and what was refused, of
     * which no more than ten a minute of one client. Filters: since and until (moments in ISO 8601), caller, action (how it
     * begins), target and outcome (done or refused). It has no search and no other order.
     */
    @Get
    @Secured("audit:read")
    @Operation(operationId = "audit.list")
    AuditPage entries(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, audit.list, AdminCalls.query(request, paging));
    }
}
