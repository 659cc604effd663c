package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Operation.None;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.catalog.GuideMappingOperations.Choice;
import dev.headwater.api.admin.catalog.GuideMappingOperations.Mapped;
import dev.headwater.api.admin.catalog.GuideMappingOperations.MatchView;
import dev.headwater.api.admin.catalog.GuideMappingOperations.OfChannel;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Which channel has which guide. */
@Controller("/admin/api/v1/guide/mapping")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Guide")
final class GuideMappingController {
    private final AdminCalls calls;
    private final GuideMappingOperations guide;

    GuideMappingController(AdminCalls calls, GuideMappingOperations guide) {
        this.calls = calls;
        this.guide = guide;
    }

    /** What every channel has, or could have, and why. Columns: id (of the channel), name, guideId, how. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "guide.matches")
    Page<MatchView> matches(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, guide.matches, AdminCalls.query(request, paging));
    }

    /** Gives channels the guide ids that are sure, as an import of a guide does by itself. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "guide.map")
    HttpResponse<Mapped> mapChannels(HttpRequest<?> request) {
        return calls.one(request, guide.map, None.NONE);
    }

    /** What a channel has, or could have. */
    @Get("/{channel}")
    @Secured("catalog:read")
    @Operation(operationId = "guide.match")
    HttpResponse<MatchView> match(HttpRequest<?> request, int channel) {
        return calls.one(request, guide.match, new OfChannel(channel));
    }

    /** Chooses for a channel, for good: a guide id, {@code none}, or {@code auto} to have it found again. */
    @Put("/{channel}")
    @Secured("catalog:write")
    @Operation(operationId = "guide.choose")
    HttpResponse<MatchView> chooseGuide(HttpRequest<?> request, int channel, @Body Choice choice) {
        return calls.one(request, guide.choose, choice.of(AdminCalls.ofPath("channel", choice.channel(), channel)));
    }
}
