package dev.headwater.api.xtream;

import dev.headwater.api.http.Codings;
import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.LineLists;
import dev.headwater.api.listing.LineLists.Items;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.account.LineStatus;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code enigma2.php}: the lists as set-top boxes with Enigma2 browse them, without the seasons of a series. */
@Hidden
@Controller("/enigma2.php")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnigmaController {
    private static final MediaType XML = MediaType.of("text/xml;charset=utf-8");

    private final LineCalls calls;
    private final LineLists lists;
    private final InstantSource clock;

    EnigmaController(LineCalls calls, LineLists lists, InstantSource clock) {
        this.calls = calls;
        this.lists = lists;
        this.clock = clock;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return calls.answer(request, Parameters.of(request, body), Forbidden::wrongLogin, this::items);
    }

    private HttpResponse<?> items(LineCall call) {
        if (call.line().statusAt(clock.instant()) != LineStatus.ACTIVE) {
            return Forbidden.notActive();
        }
        HttpRequest<?> request = call.request();
        if (request.getMethod() == HttpMethod.HEAD) {
            return ListResponses.head(XML);
        }
        String password = call.parameters().credentials().password();
        boolean gzip = Codings.takesGzip(request);
        return ListResponses.own(
                request,
                lists.enigma(ListActions.visitor(call), call.caller().base(), password, wanted(call), gzip),
                XML);
    }

    private static Items wanted(LineCall call) {
        OptionalInt category = ListActions.category(call.parameters().get("cat_id"));
        return switch (call.parameters().get("type")) {
            case "get_vod_categories" -> new Items.Categories(Scope.MOVIE);
            case "get_series_categories" -> new Items.Categories(Scope.SERIES);
            case "get_live_streams" -> new Items.Of(Scope.LIVE, category);
            case "get_vod_streams" -> new Items.Of(Scope.MOVIE, category);
            case "get_series" -> new Items.Of(Scope.SERIES, category);
            default -> new Items.Categories(Scope.LIVE);
        };
    }
}
