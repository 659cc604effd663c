package dev.headwater.api.play;

import dev.headwater.api.http.Callers;
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

/** {@code /play/{ticket}/stream.ts}: where a server that holds no streams sends who asks it for one. */
@Hidden
@Controller("/play/{ticket}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController {
    private final Playback playback;
    private final Streams streams;
    private final Callers callers;
    private final PlayMeters meters;

    StreamController(Playback playback, Streams streams, Callers callers, PlayMeters meters) {
        this.playback = playback;
        this.streams = streams;
        this.callers = callers;
        this.meters = meters;
    }

    @Get(value = "/stream.ts", produces = MediaType.ALL)
    HttpResponse<?> stream(HttpRequest<?> request, String ticket) {
        if (!streams.areHere()) {
            return PlayResponses.notFound();
        }
        return callers.of(request)
                .<HttpResponse<?>>map(caller -> {
                    Viewer viewer = caller.viewer(request.getMethod() == HttpMethod.GET);
                    return streams.open(meters.entered(playback.stream(ticket, viewer)), request, caller, viewer);
                })
                .orElseGet(PlayResponses::badRequest);
    }
}
