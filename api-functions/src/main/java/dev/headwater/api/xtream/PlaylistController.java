package dev.headwater.api.xtream;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.Listings;
import dev.headwater.core.account.Authenticator;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code get.php}: the M3U playlist of a line. Its URLs are HLS whatever {@code output} asks, as long as only HLS plays. */
@Controller("/get.php")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlaylistController {
    private static final MediaType M3U = MediaType.of("audio/x-mpegurl;charset=utf-8");

    private final Authenticator authenticator;
    private final Listings listings;
    private final InstantSource clock;

    PlaylistController(Authenticator authenticator, Listings listings, InstantSource clock) {
        this.authenticator = authenticator;
        this.listings = listings;
        this.clock = clock;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return answer(request, Parameters.of(request, null));
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Parameters parameters) {
        Optional<Caller> caller = Caller.of(request);
        if (caller.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return switch (authenticator.login(
                parameters.credentials(), caller.get().client())) {
            // Never 200: players take any text for an empty playlist.
            case Authenticator.Unknown unknown -> text(HttpStatus.FORBIDDEN, "wrong user name or password");
            case Authenticator.Throttled throttled ->
                text(HttpStatus.TOO_MANY_REQUESTS, "too many failed logins, try again later");
            case Authenticator.Known known -> playlist(known.line(), parameters, caller.get());
        };
    }

    private HttpResponse<?> playlist(Line line, Parameters parameters, Caller caller) {
        if (line.statusAt(clock.instant()) != LineStatus.ACTIVE) {
            return text(HttpStatus.FORBIDDEN, "this line is not active");
        }
        boolean plus = !parameters.get("type").equals("m3u");
        String m3u = listings.m3u(
                line, plus, caller.host().base(), parameters.credentials().password());
        return HttpResponse.ok(m3u.getBytes(StandardCharsets.UTF_8))
                .contentType(M3U)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"tv_channels_" + line.name() + (plus ? "_plus" : "") + ".m3u\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static HttpResponse<?> text(HttpStatus status, String message) {
        return HttpResponse.status(status)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(message + "\n");
    }
}
