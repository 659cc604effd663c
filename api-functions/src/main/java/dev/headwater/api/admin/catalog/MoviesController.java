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

/** Films. */
@Controller("/admin/api/v1/movies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Movies")
final class MoviesController {
    private final AdminCalls calls;
    private final MovieOperations movies;

    MoviesController(AdminCalls calls, MovieOperations movies) {
        this.calls = calls;
        this.movies = movies;
    }

    /** Movies. Columns: id, name, category (its id, or to filter by also its name). */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "movie.list")
    Page<MovieView> movies(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, movies.list, AdminCalls.query(request, paging));
    }

    /** Adds a movie. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "movie.add")
    HttpResponse<MovieView> addMovie(HttpRequest<?> request, @Body MovieOperations.Add movie) {
        return calls.added(request, movies.add, movie);
    }

    /** A movie. */
    @Get("/{id}")
    @Secured("catalog:read")
    @Operation(operationId = "movie.show")
    HttpResponse<MovieView> movie(HttpRequest<?> request, int id) {
        return calls.one(request, movies.show, new MovieOperations.ById(id));
    }

    /** Changes what is named. */
    @Patch("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "movie.set")
    HttpResponse<MovieView> changeMovie(HttpRequest<?> request, int id, @Body MovieSettings change) {
        return calls.one(
                request,
                movies.set,
                new MovieOperations.Change(id, change.encrypted(), change.showing(), change.details()));
    }

    /** Removes a movie. */
    @Delete("/{id}")
    @Secured("catalog:write")
    @Operation(operationId = "movie.remove")
    HttpResponse<MovieView> removeMovie(HttpRequest<?> request, int id) {
        return calls.one(request, movies.remove, new MovieOperations.ById(id));
    }
}
