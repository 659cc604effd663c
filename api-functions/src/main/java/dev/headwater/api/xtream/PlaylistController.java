package dev.headwater.api.xtream;

import dev.headwater.api.http.Bodies;
import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.Listings;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code get.php}: the M3U playlist of a line. Its URLs are HLS whatever {@code output} asks. */
@Controller("/get.php")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlaylistController {
    private static final MediaType M3U = MediaType.of("audio/x-mpegurl;charset=utf-8");

    private final LineCalls calls;
    private final Listings listings;
    private final InstantSource clock;

    PlaylistController(LineCalls calls, Listings listings, InstantSource clock) {
        this.calls = calls;
        this.listings = listings;
        this.clock = clock;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        // Never 200: players take any text for an empty playlist.
        return calls.answer(request, body, () -> forbidden("wrong user name or password"), this::playlist);
    }

    private HttpResponse<?> playlist(LineCall call) {
        Line line = call.line();
        Parameters parameters = call.parameters();
        if (line.statusAt(clock.instant()) != LineStatus.ACTIVE) {
            return forbidden("this line is not active");
        }
        boolean plus = !parameters.get("type").equals("m3u");
        String m3u = listings.m3u(
                line, plus, call.caller().base(), parameters.credentials().password());
        return Bodies.ok(m3u.getBytes(StandardCharsets.UTF_8), M3U)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"tv_channels_" + line.name() + (plus ? "_plus" : "") + ".m3u\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static HttpResponse<?> forbidden(String why) {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(why + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
