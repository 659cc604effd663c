package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
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
import java.util.List;

/** Keys that sign for edges. */
@Controller("/admin/api/v1/signing-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Signing keys")
final class SigningKeysController {
    private final AdminCalls calls;
    private final KeyOperations keys;

    SigningKeysController(AdminCalls calls, KeyOperations keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** Signing keys, never their private part. Columns: id, name, state. */
    @Get
    @Secured("delivery:read")
    @Operation(operationId = "key.list")
    Page<KeyOperations.View> keys(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, keys.list, AdminCalls.query(request, paging));
    }

    /** Makes a new key, which is trusted by edges before it signs. */
    @Post("/rotate")
    @Secured("delivery:write")
    @Operation(operationId = "key.rotate")
    List<KeyOperations.View> rotate(HttpRequest<?> request, @Body KeyOperations.Rotate rotation) {
        return calls.run(request, keys.rotate, rotation);
    }
}
