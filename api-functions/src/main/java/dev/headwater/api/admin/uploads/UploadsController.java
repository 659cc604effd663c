package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.uploads.UploadOperations.Add;
import dev.headwater.api.admin.uploads.UploadOperations.ById;
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

/** Files for films, imports and guides. */
@Controller("/admin/api/v1/uploads")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Uploads")
final class UploadsController {
    private final AdminCalls calls;
    private final UploadOperations uploads;

    UploadsController(AdminCalls calls, UploadOperations uploads) {
        this.calls = calls;
        this.uploads = uploads;
    }

    /** Uploads that are announced or came. Columns: id, name, state, size. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "upload.list")
    Page<Upload> uploads(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, uploads.list, AdminCalls.query(request, paging));
    }

    /**
     * Announces a file; the answer says where it is to be sent, how, and with which headers. Then it can be named as {@code
     * upload:ID} wherever a source is asked for. It goes after a day, unless something was made of it.
     */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "upload.add")
    HttpResponse<Upload> addUpload(HttpRequest<?> request, @Body Add upload) {
        return calls.added(request, uploads.add, upload);
    }

    /** An upload. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "upload.show")
    HttpResponse<Upload> upload(HttpRequest<?> request, String id) {
        return calls.one(request, uploads.show, new ById(id));
    }

    /** Removes an upload with its file. What was made of it has no source any more. */
    @Delete("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "upload.remove")
    HttpResponse<Upload> removeUpload(HttpRequest<?> request, String id) {
        return calls.one(request, uploads.remove, new ById(id));
    }
}
