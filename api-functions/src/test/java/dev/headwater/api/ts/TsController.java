package dev.headwater.api.ts;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Serves one channel to whoever asks. */
@Controller
@Requires(property = TsController.ON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TsController {
    static final String ON = "test.ts";

    private final TsStreams streams;
    private final TestSeat seat;

    TsController(TsStreams streams, TestSeat seat) {
        this.streams = streams;
        this.seat = seat;
    }

    @Get(value = "/ts", produces = MediaType.ALL)
    HttpResponse<?> play() {
        return streams.play(Studio.CHANNEL, "720p", seat) instanceof Opening.Opened(TsStream stream)
                ? TsResponses.of(stream)
                : HttpResponse.notFound();
    }
}
