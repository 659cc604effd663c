package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.http.AdminCalls;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Episodes, by their ids. */
@Controller("/admin/api/v1/episodes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Series")
final class EpisodesController {
    private final AdminCalls calls;
    private final SeriesOperations series;

    EpisodesController(AdminCalls calls, SeriesOperations series) {
        this.calls = calls;
        this.series = series;
    }

    /** An episode. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "series.show-episode")
    HttpResponse<SeriesView.EpisodeView> episode(HttpRequest<?> request, int id) {
        return calls.one(request, series.showEpisode, new SeriesOperations.ById(id));
    }

    /** Changes what is named. */
    @Patch("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "series.set-episode")
    HttpResponse<SeriesView.EpisodeView> changeEpisode(HttpRequest<?> request, int id, @Body EpisodeSettings change) {
        return calls.one(request, series.setEpisode, new SeriesOperations.ChangeEpisode(id, change));
    }

    /** Removes an episode. */
    @Delete("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "series.remove-episode")
    HttpResponse<SeriesView.EpisodeView> removeEpisode(HttpRequest<?> request, int id) {
        return calls.one(request, series.removeEpisode, new SeriesOperations.ById(id));
    }
}
