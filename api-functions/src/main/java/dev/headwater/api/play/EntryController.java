package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.metrics.PlayMeters;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.Viewer;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * {@code /live/{user}/{password}/{id}.m3u8}: where an app comes in with its credentials, and leaves with a ticket.
 * {@code .ts}, or no extension: where it comes in and stays. Apps leave {@code /live} out as they like. Films and episodes
 * are asked for by {@code /movie} and {@code /series}, and are files unless they are asked for as {@code .m3u8}. With
 * {@code ?utc=} it is what the channel showed from then on.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntryController {
    private final Playback playback;
    private final Streams streams;
    private final Pasts pasts;
    private final Callers callers;
    private final PlayMeters meters;

    EntryController(Playback playback, Streams streams, Pasts pasts, Callers callers, PlayMeters meters) {
        this.playback = playback;
        this.streams = streams;
        this.pasts = pasts;
        this.callers = callers;
        this.meters = meters;
    }

    @Get(value = "/live/{+path}", produces = MediaType.ALL)
    HttpResponse<?> live(HttpRequest<?> request, String path) {
        return prefixed(request);
    }

    @Get(value = "/movie/{+path}", produces = MediaType.ALL)
    HttpResponse<?> movie(HttpRequest<?> request, String path) {
        return prefixed(request);
    }

    @Get(value = "/series/{+path}", produces = MediaType.ALL)
    HttpResponse<?> series(HttpRequest<?> request, String path) {
        return prefixed(request);
    }

    private HttpResponse<?> prefixed(HttpRequest<?> request) {
        return EntryPath.parse(request.getUri().getRawPath())
                .<HttpResponse<?>>map(entry -> enter(request, entry))
                .orElseGet(() -> callers.of(request).isEmpty() ? PlayResponses.badRequest() : PlayResponses.notFound());
    }

    /** What is no entry is a route that does not exist, by whatever host it was asked for. */
    @Get(value = "/{user}/{password}/{stream}", produces = MediaType.ALL)
    HttpResponse<?> bare(HttpRequest<?> request, String user, String password, String stream) {
        return EntryPath.parse(request.getUri().getRawPath())
                .<HttpResponse<?>>map(entry -> enter(request, entry))
                .orElseGet(PlayResponses::notFound);
    }

    private HttpResponse<?> enter(HttpRequest<?> request, EntryPath entry) {
        return callers.of(request)
                .<HttpResponse<?>>map(caller -> PastRequest.shifted(entry, Parameters.of(request, null))
                        .<HttpResponse<?>>map(past -> pasts.answer(request, past, caller))
                        .orElseGet(() -> enter(request, entry, caller)))
                .orElseGet(PlayResponses::badRequest);
    }

    private HttpResponse<?> enter(HttpRequest<?> request, EntryPath entry, Caller caller) {
        Viewer viewer = caller.viewer(request.getMethod() == HttpMethod.GET);
        return switch (entry.form()) {
            case HLS ->
                PlayResponses.of(
                        meters.entered(playback.enter(entry.credentials(), entry.id(), viewer, caller.basePath())));
            case STREAM ->
                streams.open(
                        meters.entered(
                                streams.areHere()
                                        ? playback.stream(entry.credentials(), entry.id(), viewer)
                                        : playback.streamElsewhere(entry.credentials(), entry.id(), viewer)),
                        request,
                        caller,
                        viewer);
            case FILE ->
                PlayResponses.of(meters.opened(playback.file(entry.credentials(), entry.id(), viewer, caller.host())));
        };
    }
}
