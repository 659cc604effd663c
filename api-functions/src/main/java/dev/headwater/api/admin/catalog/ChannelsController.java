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

/** Live streams. */
@Controller("/admin/api/v1/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Channels")
final class ChannelsController {
    private final AdminCalls calls;
    private final ChannelOperations channels;
    private final SourceOperations sources;

    ChannelsController(AdminCalls calls, ChannelOperations channels, SourceOperations sources) {
        this.calls = calls;
        this.channels = channels;
        this.sources = sources;
    }

    /**
     * Channels. Columns: id, name, position, category (its id, or to filter by also its name), run, and state: off, starting, on_air, on_backup, slate or
     * failed, as it was two seconds ago at most.
     */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "channel.list")
    Page<ChannelView> channels(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, channels.list, AdminCalls.query(request, paging));
    }

    /** Adds a channel. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "channel.add")
    HttpResponse<ChannelView> addChannel(HttpRequest<?> request, @Body ChannelOperations.Add channel) {
        return calls.added(request, channels.add, channel);
    }

    /** Reads a source for some seconds and says what it is. Nothing is added; the audit log tells who looked. */
    @Post("/probe")
    @Secured("catalog:write")
    @Operation(operationId = "channel.probe")
    SourceLook.Report probeSource(HttpRequest<?> request, @Body SourceOperations.Probe source) {
        return calls.run(request, sources.probe, source);
    }

    /** A channel. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "channel.show")
    HttpResponse<ChannelView> channel(HttpRequest<?> request, int id) {
        return calls.one(request, channels.show, new ChannelOperations.ById(id));
    }

    /** Changes what is named. */
    @Patch("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "channel.set")
    HttpResponse<ChannelView> changeChannel(HttpRequest<?> request, int id, @Body ChannelOperations.Changes change) {
        return calls.one(request, channels.set, ChannelOperations.Change.of(id, change));
    }

    /** Removes a channel. */
    @Delete("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "channel.remove")
    HttpResponse<ChannelView> removeChannel(HttpRequest<?> request, int id) {
        return calls.one(request, channels.remove, new ChannelOperations.ById(id));
    }
}
