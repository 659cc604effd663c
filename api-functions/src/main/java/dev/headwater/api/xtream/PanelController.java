package dev.headwater.api.xtream;

import dev.headwater.api.http.Codings;
import dev.headwater.api.http.LineCalls;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.LineLists;
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
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code panel_api.php}: login, categories and all streams in one answer, as the oldest apps ask for them. */
@Hidden
@Controller("/panel_api.php")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PanelController {
    private static final String GUIDE = "get_epg";

    private final LineCalls calls;
    private final LineLists lists;
    private final List<PlayerActions> actions;
    private final Logins logins;
    private final JsonAnswers json;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    PanelController(
            LineCalls calls,
            LineLists lists,
            List<PlayerActions> actions,
            Logins logins,
            JsonAnswers json,
            ObjectMapper mapper,
            InstantSource clock) {
        this.calls = calls;
        this.lists = lists;
        this.actions = List.copyOf(actions);
        this.logins = logins;
        this.json = json;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Get(produces = MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return post(request, null);
    }

    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return calls.answer(
                request, Parameters.of(request, body), () -> json.of(request, RefusedLogin.INSTANCE), this::panel);
    }

    private HttpResponse<?> panel(LineCall call) {
        HttpRequest<?> request = call.request();
        if (call.line().statusAt(clock.instant()) != LineStatus.ACTIVE) {
            return json.of(request, logins.of(call));
        }
        if (call.parameters().get("action").equals(GUIDE)) {
            return actions.stream()
                    .map(some -> some.answer(GUIDE, call))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseGet(() -> json.ofText(request, "[]"));
        }
        if (request.getMethod() == HttpMethod.HEAD) {
            return ListResponses.head(MediaType.APPLICATION_JSON_TYPE);
        }
        try {
            LoginBody body = logins.of(call);
            String login = mapper.writeValueAsString(body);
            // What time it is would have every answer written anew.
            String asOf = mapper.writeValueAsString(body.userInfo())
                    + call.caller().host()
                    + clock.instant().truncatedTo(ChronoUnit.MINUTES);
            boolean gzip = Codings.takesGzip(request);
            return ListResponses.own(
                    request,
                    lists.panel(ListActions.visitor(call), login, asOf, gzip),
                    MediaType.APPLICATION_JSON_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
