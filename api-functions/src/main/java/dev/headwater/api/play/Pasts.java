package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.metrics.PlayMeters;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.Refusal;
import dev.headwater.core.playback.StreamAnswer;
import dev.headwater.core.playback.StreamFormat;
import dev.headwater.core.playback.Viewer;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;

/** Pieces of channels' past, whatever address they were asked for by. */
@Singleton
final class Pasts {
    private static final StreamAnswer PLAYLISTS_ONLY = new StreamAnswer.Refused(Refusal.PLAYLISTS_ONLY);

    private final Playback playback;
    private final Streams streams;
    private final StreamFormats formats;
    private final PlayMeters meters;

    Pasts(Playback playback, Streams streams, StreamFormats formats, PlayMeters meters) {
        this.playback = playback;
        this.streams = streams;
        this.formats = formats;
        this.meters = meters;
    }

    HttpResponse<?> answer(HttpRequest<?> request, PastRequest.Reading reading, Caller caller) {
        return switch (reading) {
            case PastRequest.Reading.Read read -> answer(request, read.request(), caller);
            case PastRequest.Reading.Bad bad -> PlayResponses.badSpan();
            case PastRequest.Reading.Unknown unknown -> PlayResponses.notFound();
        };
    }

    private HttpResponse<?> answer(HttpRequest<?> request, PastRequest past, Caller caller) {
        Viewer viewer = caller.viewer(request.getMethod() == HttpMethod.GET);
        if (isPlaylist(past)) {
            return playlist(past, caller, viewer);
        }
        StreamAnswer answer = streams.areHere()
                ? playback.past(past.credentials(), past.id(), past.span(), viewer)
                : playback.pastElsewhere(past.credentials(), past.id(), past.span(), viewer);
        if (past.form() == null && answer.equals(PLAYLISTS_ONLY)) {
            return playlist(past, caller, viewer);
        }
        return streams.open(meters.entered(answer), request, caller, viewer);
    }

    private HttpResponse<?> playlist(PastRequest past, Caller caller, Viewer viewer) {
        return PlayResponses.of(
                meters.entered(playback.enter(past.credentials(), past.id(), past.span(), viewer, caller.basePath())));
    }

    private boolean isPlaylist(PastRequest past) {
        return past.form() == null
                ? !formats.offered().contains(StreamFormat.MPEG_TS)
                : past.form() == EntryPath.Form.HLS;
    }
}
