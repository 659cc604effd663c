package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.Callers;
import dev.headwater.core.playback.Playback;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** {@code /live/{user}/{password}/{id}.m3u8}: where an app comes in with its credentials, and leaves with a ticket. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntryController {
    private final Playback playback;
    private final Callers callers;

    EntryController(Playback playback, Callers callers) {
        this.playback = playback;
        this.callers = callers;
    }

    @Get(value = "/live/{+path}", produces = MediaType.ALL)
    HttpResponse<?> live(HttpRequest<?> request, String path) {
        Optional<Caller> caller = callers.of(request);
        if (caller.isEmpty()) {
            return PlayResponses.badRequest();
        }
        return EntryPath.parse(request.getUri().getRawPath())
                .<HttpResponse<?>>map(entry -> PlayResponses.of(playback.enter(
                        entry.credentials(),
                        entry.id(),
                        caller.get().client(),
                        caller.get().basePath())))
                .orElseGet(PlayResponses::notFound);
    }
}
