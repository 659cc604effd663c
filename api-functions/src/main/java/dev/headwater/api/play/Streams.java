package dev.headwater.api.play;

import dev.headwater.api.http.Caller;
import dev.headwater.api.ts.Opening;
import dev.headwater.api.ts.PastResponses;
import dev.headwater.api.ts.PastStreams;
import dev.headwater.api.ts.TsResponses;
import dev.headwater.api.ts.TsStream;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.Answer;
import dev.headwater.core.playback.Refusal;
import dev.headwater.core.playback.StreamAnswer;
import dev.headwater.core.playback.Viewer;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Endless streams as HTTP. */
@Singleton
final class Streams {
    private final BeanProvider<TsStreams> streams;
    private final BeanProvider<PastStreams> pasts;
    private final BeanProvider<StreamHost> elsewhere;

    Streams(BeanProvider<TsStreams> streams, BeanProvider<PastStreams> pasts, BeanProvider<StreamHost> elsewhere) {
        this.streams = streams;
        this.pasts = pasts;
        this.elsewhere = elsewhere;
    }

    /** Whether they are held by this server. */
    boolean areHere() {
        return streams.isPresent();
    }

    /** @param viewer one that only looks is told what it would get */
    HttpResponse<?> open(StreamAnswer answer, HttpRequest<?> request, Caller caller, Viewer viewer) {
        return switch (answer) {
            case StreamAnswer.Refused refused -> PlayResponses.of(new Answer.Refused(refused.reason()));
            case StreamAnswer.Elsewhere there -> redirect(caller, there.ticket());
            case StreamAnswer.Plays plays when !viewer.takesConnection() -> TsResponses.head();
            case StreamAnswer.Shows shows when !viewer.takesConnection() -> TsResponses.head();
            case StreamAnswer.Replays replays when !viewer.takesConnection() -> PastResponses.head(replays);
            case StreamAnswer.Replays replays ->
                PastResponses.of(pasts.get(), replays, request.getHeaders())
                        .orElseGet(() -> PlayResponses.of(new Answer.Refused(Refusal.BUSY)));
            case StreamAnswer.Plays plays ->
                switch (streams.get().play(plays.channel(), plays.rendition(), plays.seat())) {
                    case Opening.Opened opened -> TsResponses.of(opened.stream());
                    case Opening.Unknown unknown -> PlayResponses.of(new Answer.Refused(Refusal.UNKNOWN));
                    case Opening.Full full -> PlayResponses.of(new Answer.Refused(Refusal.BUSY));
                };
            case StreamAnswer.Shows shows ->
                send(
                        streams.get().slate(shows.slate()),
                        shows.slate() == SlateReason.OFF_AIR ? Refusal.OFF_AIR : Refusal.FORBIDDEN);
        };
    }

    /** With the ticket, never the password; by the scheme the viewer came by. */
    private HttpResponse<?> redirect(Caller caller, String ticket) {
        return PlayResponses.of(
                elsewhere.isPresent()
                        ? new Answer.Redirect(
                                "",
                                "%s://%s/play/%s/stream.ts"
                                        .formatted(
                                                caller.host().scheme(),
                                                elsewhere.get().host(),
                                                ticket))
                        : new Answer.Refused(Refusal.FORBIDDEN));
    }

    private static HttpResponse<?> send(Optional<TsStream> stream, Refusal otherwise) {
        return stream.<HttpResponse<?>>map(TsResponses::of)
                .orElseGet(() -> PlayResponses.of(new Answer.Refused(otherwise)));
    }
}
