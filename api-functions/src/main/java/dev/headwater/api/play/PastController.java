package dev.headwater.api.play;

import dev.headwater.api.http.Callers;
import dev.headwater.api.http.Parameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** Catch-up by its addresses: {@code /timeshift/…}, {@code /timeshifts/…} and {@code timeshift.php}. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PastController {
    private final Pasts pasts;
    private final Callers callers;

    PastController(Pasts pasts, Callers callers) {
        this.pasts = pasts;
        this.callers = callers;
    }

    @Get(value = "/timeshift/{+path}", produces = MediaType.ALL)
    HttpResponse<?> idLast(HttpRequest<?> request, String path) {
        return answer(request, PastRequest.ofPath(request.getUri().getRawPath()));
    }

    @Get(value = "/timeshifts/{+path}", produces = MediaType.ALL)
    HttpResponse<?> startLast(HttpRequest<?> request, String path) {
        return answer(request, PastRequest.ofPath(request.getUri().getRawPath()));
    }

    @Get(value = "/streaming/timeshift.php", produces = MediaType.ALL)
    HttpResponse<?> streaming(HttpRequest<?> request) {
        return answer(request, PastRequest.ofQuery(Parameters.of(request, null)));
    }

    @Get(value = "/timeshift.php", produces = MediaType.ALL)
    HttpResponse<?> query(HttpRequest<?> request) {
        return answer(request, PastRequest.ofQuery(Parameters.of(request, null)));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, PastRequest.Reading reading) {
        return callers.of(request)
                .<HttpResponse<?>>map(caller -> pasts.answer(request, reading, caller))
                .orElseGet(PlayResponses::badRequest);
    }
}
