package dev.headwater.api.xtream;

import dev.headwater.api.http.Caller;
import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.Listings;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.playback.session.Sessions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code player_api.php}: login and live lists. What apps also ask at start, and there is none of yet, is empty. */
@Controller("/player_api.php")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlayerApiController {
    private final LineCalls calls;
    private final Sessions sessions;
    private final Listings listings;
    private final InstantSource clock;

    PlayerApiController(LineCalls calls, Sessions sessions, Listings listings, InstantSource clock) {
        this.calls = calls;
        this.sessions = sessions;
        this.listings = listings;
        this.clock = clock;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return calls.answer(request, body, () -> json(RefusedLogin.INSTANCE), this::act);
    }

    private HttpResponse<?> act(LineCall call) {
        HttpRequest<?> request = call.request();
        Parameters parameters = call.parameters();
        Line line = call.line();
        boolean gzip = ListResponses.takesGzip(request);
        // A line that may not watch gets its login body whatever it asks: the app shows the reason.
        String action = line.statusAt(clock.instant()) == LineStatus.ACTIVE ? parameters.get("action") : "";
        return switch (action) {
            case "get_live_categories" -> ListResponses.json(request, listings.liveCategories(line, gzip));
            case "get_live_streams" ->
                ListResponses.json(request, listings.liveStreams(line, category(parameters.get("category_id")), gzip));
            case "get_vod_categories", "get_vod_streams", "get_series_categories", "get_series" -> json("[]");
            case "get_short_epg", "get_simple_data_table" -> json("{\"epg_listings\":[]}");
            default -> json(login(line, parameters.credentials().password(), call.caller()));
        };
    }

    private LoginBody login(Line line, String password, Caller caller) {
        Instant now = clock.instant();
        int active = sessions.live(line.id(), line.limit()).size();
        return new LoginBody(UserInfo.of(line, password, active, now), ServerInfo.of(caller.host(), now));
    }

    /** Absent, empty, 0 and what is no number mean every category. */
    private static OptionalInt category(String text) {
        return text.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static MutableHttpResponse<?> json(Object body) {
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
