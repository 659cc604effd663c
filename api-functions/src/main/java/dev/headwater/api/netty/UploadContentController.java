package dev.headwater.api.netty;

import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.uploads.Upload;
import dev.headwater.api.admin.uploads.UploadOperations;
import dev.headwater.api.admin.uploads.UploadOperations.Content;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;

/** Takes files, as they come: Lambda would hold all of one, so there they are sent to the object store. */
@Controller("/admin/api/v1/uploads")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Uploads")
final class UploadContentController {
    private final AdminCalls calls;
    private final UploadOperations uploads;

    UploadContentController(AdminCalls calls, UploadOperations uploads) {
        this.calls = calls;
        this.uploads = uploads;
    }

    /** The file that was announced, as it is. What breaks off may be sent again from its beginning. */
    @Put("/{id}")
    @Secured("catalog:write")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "upload.receive")
    HttpResponse<Upload> receiveUpload(HttpRequest<?> request, String id, @Body InputStream file) {
        return calls.one(request, uploads.receive, new Content(id, file));
    }
}
