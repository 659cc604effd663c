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

/** Series, and the episodes of each. */
@Controller("/admin/api/v1/series")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Series")
final class SeriesController {
    private final AdminCalls calls;
    private final SeriesOperations series;

    SeriesController(AdminCalls calls, SeriesOperations series) {
        this.calls = calls;
        this.series = series;
    }

    /** Series. Columns: id, name, category (its id, or to filter by also its name). */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "series.list")
    Page<SeriesView> all(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, series.list, AdminCalls.query(request, paging));
    }

    /** Adds a series. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "series.add")
    HttpResponse<SeriesView> addSeries(HttpRequest<?> request, @Body SeriesOperations.Add added) {
        return calls.added(request, series.add, added);
    }

    /** A series. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "series.show")
    HttpResponse<SeriesView> one(HttpRequest<?> request, int id) {
        return calls.one(request, series.show, new SeriesOperations.ById(id));
    }

    /** Changes what is named. */
    @Patch("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "series.set")
    HttpResponse<SeriesView> changeSeries(HttpRequest<?> request, int id, @Body TitleSettings change) {
        return calls.one(request, series.set, new SeriesOperations.Change(id, change.showing(), change.details()));
    }

    /** Removes a series. */
    @Delete("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "series.remove")
    HttpResponse<SeriesView> removeSeries(HttpRequest<?> request, int id) {
        return calls.one(request, series.remove, new SeriesOperations.ById(id));
    }

    /** Episodes of a series, by its id or name. Columns: id, name, season, episode. */
    @Get("/{series}/episodes")
    @Secured("catalog:read")
    @Operation(operationId = "series.list-episodes")
    Page<SeriesView.EpisodeView> episodes(HttpRequest<?> request, String series, @RequestBean Paging paging) {
        return calls.run(
                request,
                this.series.listEpisodes,
                new SeriesOperations.EpisodeList(series, AdminCalls.query(request, paging)));
    }

    /** Adds an episode to a series, by its id or name. */
    @Post("/{series}/episodes")
    @Secured("catalog:write")
    @Operation(operationId = "series.add-episode")
    HttpResponse<SeriesView.EpisodeView> addEpisode(
            HttpRequest<?> request, String series, @Body SeriesOperations.AddEpisode episode) {
        return calls.added(
                request, this.series.addEpisode, episode.to(AdminCalls.ofPath("series", episode.series(), series)));
    }
}
