package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.http.Bodies;
import dev.headwater.core.hls.Stills;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/** What a channel shows, as a picture: beside the operations, which are in JSON. */
@Hidden
@Controller("/admin/api/v1/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StillsController {
    private final AdminCalls calls;
    private final ChannelOperations channels;
    private final Stills stills;

    StillsController(AdminCalls calls, ChannelOperations channels, Stills stills) {
        this.calls = calls;
        this.channels = channels;
        this.stills = stills;
    }

    /** The newest: one is made a minute while the channel is made. */
    @Get(value = "/{id}/still", produces = MediaType.IMAGE_JPEG)
    @Secured("catalog:read")
    HttpResponse<byte[]> still(HttpRequest<?> request, int id) {
        ChannelView channel = calls.run(request, channels.show, new ChannelOperations.ById(id));
        byte[] jpeg = stills.find(channel.id())
                .orElseThrow(() -> OperationException.missing(
                        channel.encrypted()
                                ? "no still is kept of channel " + id + ": it is encrypted"
                                : "no still was made of channel " + id + " so far"));
        return Bodies.ok(jpeg, MediaType.IMAGE_JPEG_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=30")
                .header("X-Content-Type-Options", "nosniff");
    }
}
