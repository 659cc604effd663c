package dev.headwater.api.play;

import dev.headwater.api.ts.Opening;
import dev.headwater.api.ts.TsResponses;
import dev.headwater.api.ts.TsStream;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.Answer;
import dev.headwater.core.playback.Refusal;
import dev.headwater.core.playback.StreamAnswer;
import dev.headwater.core.playback.Viewer;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Endless streams as HTTP. */
@Singleton
final class Streams {
    private final TsStreams streams;

    Streams(TsStreams streams) {
        this.streams = streams;
    }

    /** @param viewer one that only looks is told what it would get */
    HttpResponse<?> open(StreamAnswer answer, Viewer viewer) {
        return switch (answer) {
            case StreamAnswer.Refused refused -> PlayResponses.of(new Answer.Refused(refused.reason()));
            case StreamAnswer.Plays plays when !viewer.takesConnection() -> TsResponses.head();
            case StreamAnswer.Shows shows when !viewer.takesConnection() -> TsResponses.head();
            case StreamAnswer.Plays plays ->
                switch (streams.play(plays.channel(), plays.rendition(), plays.seat())) {
                    case Opening.Opened opened -> TsResponses.of(opened.stream());
                    case Opening.Unknown unknown -> PlayResponses.of(new Answer.Refused(Refusal.UNKNOWN));
                    case Opening.Full full -> PlayResponses.of(new Answer.Refused(Refusal.BUSY));
                };
            case StreamAnswer.Shows shows ->
                send(
                        streams.slate(shows.slate()),
                        shows.slate() == SlateReason.OFF_AIR ? Refusal.OFF_AIR : Refusal.FORBIDDEN);
        };
    }

    private static HttpResponse<?> send(Optional<TsStream> stream, Refusal otherwise) {
        return stream.<HttpResponse<?>>map(TsResponses::of)
                .orElseGet(() -> PlayResponses.of(new Answer.Refused(otherwise)));
    }
}
