package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/** For people who open in a browser what belongs into an app. */
@Hidden
@Controller
final class WelcomeController {
    private final Callers callers;

    WelcomeController(Callers callers) {
        this.callers = callers;
    }

    @Get(value = "/", produces = MediaType.ALL)
    HttpResponse<?> welcome(HttpRequest<?> request) {
        return callers.of(request)
                .<HttpResponse<?>>map(caller -> HttpResponse.ok(text(caller.base()))
                        .contentType(MediaType.TEXT_PLAIN_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(HttpResponse::badRequest);
    }

    private static String text(String base) {
        return """
                Headwater

                This address belongs into an IPTV app that speaks Xtream Codes:

                  Server (host)   %1$s
                  User, password  as you were given them

                Or, into an app that takes a playlist (M3U):

                  %1$s/get.php?username=USER&password=PASSWORD&type=m3u_plus
                """.formatted(base);
    }
}
