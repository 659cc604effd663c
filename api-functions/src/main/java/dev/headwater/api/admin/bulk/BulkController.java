package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.jobs.Job;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** One change for many things. */
@Controller("/admin/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkController {
    private final AdminCalls calls;
    private final BulkOperations bulk;

    BulkController(AdminCalls calls, BulkOperations bulk) {
        this.calls = calls;
        this.bulk = bulk;
    }

    /**
     * Changes or removes many lines: a job, whose result says what came of it. Each is refused, paid for and written down
     * as if it were asked for alone. Where they are not as many as {@code expected}, nothing is done: 409.
     */
    @Post("/lines/bulk")
    @Secured("lines:write")
    @Tag(name = "Lines")
    @Operation(operationId = "line.bulk")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    HttpResponse<Job> bulkLines(HttpRequest<?> request, @Body LineBulk wanted) {
        return HttpResponse.accepted().body(calls.run(request, bulk.lines, wanted));
    }

    /**
     * Changes or removes many channels: a job, whose result says what came of it. Where they are not as many as
     * {@code expected}, nothing is done: 409.
     */
    @Post("/channels/bulk")
    @Secured("catalog:write")
    @Tag(name = "Channels")
    @Operation(operationId = "channel.bulk")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    HttpResponse<Job> bulkChannels(HttpRequest<?> request, @Body ChannelBulk wanted) {
        return HttpResponse.accepted().body(calls.run(request, bulk.channels, wanted));
    }

    /**
     * Changes or removes many movies: a job, whose result says what came of it. Where they are not as many as
     * {@code expected}, nothing is done: 409.
     */
    @Post("/movies/bulk")
    @Secured("catalog:write")
    @Tag(name = "Movies")
    @Operation(operationId = "movie.bulk")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    HttpResponse<Job> bulkMovies(HttpRequest<?> request, @Body TitleBulk wanted) {
        return HttpResponse.accepted().body(calls.run(request, bulk.movies, wanted));
    }

    /**
     * Changes or removes many series, with their episodes: a job, whose result says what came of it. Where they are not as
     * many as {@code expected}, nothing is done: 409.
     */
    @Post("/series/bulk")
    @Secured("catalog:write")
    @Tag(name = "Series")
    @Operation(operationId = "series.bulk")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    HttpResponse<Job> bulkSeries(HttpRequest<?> request, @Body TitleBulk wanted) {
        return HttpResponse.accepted().body(calls.run(request, bulk.series, wanted));
    }
}
