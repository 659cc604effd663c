package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.Callers;
import dev.headwater.api.metrics.PlayMeters;
import dev.headwater.core.hls.SegmentForm;
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
import java.util.Optional;

/** {@code /play/{ticket}/{rendition}/…}: media playlists, keys, and segments redirected to an edge. */
@Hidden
@Controller("/play/{ticket}/{rendition}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlayController {
    private static final String PLAYLIST = "index.m3u8";
    private static final String KEY_SUFFIX = ".key";

    private final Playback playback;
    private final Callers callers;
    private final PlayMeters meters;

    PlayController(Playback playback, Callers callers, PlayMeters meters) {
        this.playback = playback;
        this.callers = callers;
        this.meters = meters;
    }

    @Get(value = "/{file}", produces = MediaType.ALL)
    HttpResponse<?> play(HttpRequest<?> request, String ticket, String rendition, String file) {
        Optional<Caller> caller = callers.of(request);
        if (caller.isEmpty()) {
            return PlayResponses.badRequest();
        }
        Viewer viewer = caller.get().viewer(request.getMethod() == HttpMethod.GET);
        if (file.equals(PLAYLIST)) {
            return PlayResponses.of(request, meters.refreshed(playback.playlist(ticket, rendition, viewer)));
        }
        if (file.endsWith(KEY_SUFFIX)) {
            String key = file.substring(0, file.length() - KEY_SUFFIX.length());
            return PlayResponses.of(meters.seen(playback.key(ticket, key, viewer)));
        }
        return SegmentForm.ofFile(rendition, file).isEmpty()
                ? PlayResponses.notFound()
                : PlayResponses.of(meters.seen(playback.segment(
                        ticket, rendition, file, viewer, caller.get().host())));
    }
}
