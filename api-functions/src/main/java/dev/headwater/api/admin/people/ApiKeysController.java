package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.people.ApiKeyOperations.Add;
import dev.headwater.api.admin.people.ApiKeyOperations.ByName;
import dev.headwater.api.admin.people.ApiKeyOperations.KeyView;
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

/** Keys of scripts. */
@Controller("/admin/api/v1/api-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "People and keys")
final class ApiKeysController {
    private final AdminCalls calls;
    private final ApiKeyOperations keys;

    ApiKeysController(AdminCalls calls, ApiKeyOperations keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** Keys, without what scripts send. Columns: id, name, reseller, createdBy. */
    @Get
    @Secured("people:read")
    @Operation(operationId = "api-key.list")
    Page<KeyView> apiKeys(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, keys.list, AdminCalls.query(request, paging));
    }

    /** Makes a key that may do no more than who makes it; only this answer tells it. */
    @Post
    @Secured("people:write")
    @Operation(operationId = "api-key.add")
    HttpResponse<KeyView> addApiKey(HttpRequest<?> request, @Body Add key) {
        return calls.added(request, keys.add, key);
    }

    /** Ends a key at once, and those that were made with it. It takes all that the key may do. */
    @Delete("/{name}")
    @Secured("people:write")
    @Operation(operationId = "api-key.remove")
    HttpResponse<KeyView> removeApiKey(HttpRequest<?> request, String name) {
        return calls.one(request, keys.remove, new ByName(name));
    }
}
