package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.core.account.LineStatus;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code player_api.php}, and {@code /player_api/{user}/{password}[/{action}]}, which is the same. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlayerApiController {
    private static final String IN_QUERY = "/player_api.php";
    private static final String IN_PATH = "/player_api/{+path}";

    private final LineCalls calls;
    private final List<PlayerActions> actions;
    private final Logins logins;
    private final JsonAnswers json;
    private final InstantSource clock;

    PlayerApiController(
            LineCalls calls, List<PlayerActions> actions, Logins logins, JsonAnswers json, InstantSource clock) {
        this.calls = calls;
        this.actions = List.copyOf(actions);
        this.logins = logins;
        this.json = json;
        this.clock = clock;
    }

    @Get(value = IN_QUERY, produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(value = IN_QUERY, consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body));
    }

    @Get(value = IN_PATH, produces = MediaType.ALL)
    HttpResponse<?> getByPath(HttpRequest<?> request) {
        return postByPath(request, null);
    }

    @Post(value = IN_PATH, consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> postByPath(HttpRequest<?> request, @Body @Nullable String body) {
        return answer(request, Parameters.of(request, body).withPath(request, "username", "password", "action"));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Parameters parameters) {
        return calls.answer(request, parameters, () -> json.of(request, RefusedLogin.INSTANCE), this::act);
    }

    private HttpResponse<?> act(LineCall call) {
        // A line that may not watch gets its login body whatever it asks: the app shows the reason.
        String action = call.line().statusAt(clock.instant()) == LineStatus.ACTIVE
                ? ActionNames.canonical(call.parameters().get("action"))
                : "";
        return actions.stream()
                .map(some -> some.answer(action, call))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> json.of(call.request(), logins.of(call)));
    }
}
