package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.Callers;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.Playback.Viewer;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/**
 * {@code /live/{user}/{password}/{id}.m3u8}: where an app comes in with its credentials, and leaves with a ticket.
 * {@code .ts}, or no extension: where it comes in and stays. Apps leave {@code /live} out as they like.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntryController {
    private final Playback playback;
    private final Streams streams;
    private final Callers callers;

    EntryController(Playback playback, Streams streams, Callers callers) {
        this.playback = playback;
        this.streams = streams;
        this.callers = callers;
    }

    @Get(value = "/live/{+path}", produces = MediaType.ALL)
    HttpResponse<?> live(HttpRequest<?> request, String path) {
        return enter(request);
    }

    @Get(value = "/{user}/{password}/{stream}", produces = MediaType.ALL)
    HttpResponse<?> bare(HttpRequest<?> request, String user, String password, String stream) {
        return enter(request);
    }

    private HttpResponse<?> enter(HttpRequest<?> request) {
        Optional<Caller> caller = callers.of(request);
        if (caller.isEmpty()) {
            return PlayResponses.badRequest();
        }
        Viewer viewer = new Viewer(caller.get().client(), request.getMethod() == HttpMethod.GET);
        return EntryPath.parse(request.getUri().getRawPath())
                .<HttpResponse<?>>map(entry -> switch (entry.format()) {
                    case HLS ->
                        PlayResponses.of(playback.enter(
                                entry.credentials(),
                                entry.id(),
                                viewer.client(),
                                caller.get().basePath()));
                    case MPEG_TS -> streams.open(playback.stream(entry.credentials(), entry.id(), viewer), viewer);
                })
                .orElseGet(PlayResponses::notFound);
    }
}
