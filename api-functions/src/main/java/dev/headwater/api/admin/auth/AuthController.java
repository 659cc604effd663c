package dev.headwater.api.admin.auth;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Problems;
import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.SetupTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People come in by a password and stay by a refresh token; scripts have keys and need none of this. */
@Controller("/admin/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Logging in")
final class AuthController {
    private static final String LOGIN = "auth.login";
    private static final String SET_UP = "auth.setup";

    private final People people;
    private final AdminCalls calls;
    private final Admission admission;

    AuthController(People people, AdminCalls calls, Admission admission) {
        this.people = people;
        this.calls = calls;
        this.admission = admission;
    }

    /**
     * A login.
     *
     * @param code of the second factor, where the person has one
     */
    @Schema(example = "{\"name\": \"owner\", \"password\": \"a long and winding road\"}")
    public record Login(
            String name, String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    /** A refresh token, as the login or the refresh before gave it. */
    @Schema(example = "{\"refreshToken\": \"hwr_…\"}")
    public record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[…]";
        }
    }

    /**
     * The first owner.
     *
     * @param token as the server printed it
     * @param password 12 to 256 characters
     */
    @Schema(example = "{\"token\": \"hws_…\", \"name\": \"owner\", \"password\": \"a long and winding road\"}")
    public record SetUp(String token, String name, String password) {
        @Override
        public String toString() {
            return "SetUp[" + name + "]";
        }
    }

    /**
     * Who asks.
     *
     * @param reseller whose lines alone exist for them; null: all do
     */
    public record Me(
            String name, List<String> scopes, @Nullable Integer reseller) {}

    /** Logs somebody in. 401 with the field {@code code}: the password is right, and a code of the second factor is wanted. */
    @Post("/login")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.login")
    HttpResponse<?> login(HttpRequest<?> request, @Body Login login) {
        AdminLogin.Outcome outcome =
                people.login().login(login.name(), login.password(), login.code(), admission.client(request));
        return switch (outcome) {
            case AdminLogin.Outcome.LoggedIn(Administrator who) -> {
                admission.audit(request, who.name(), LOGIN);
                yield admission.begin(who);
            }
            case AdminLogin.Outcome.Refused() -> {
                admission.noteWrong(request, "", LOGIN, login.name());
                yield Problems.of(HttpStatus.UNAUTHORIZED, "name, password or code are wrong", null);
            }
            case AdminLogin.Outcome.TotpNeeded() ->
                Problems.of(HttpStatus.UNAUTHORIZED, "a code of the second factor is wanted", "code");
            case AdminLogin.Outcome.Slow(Duration wait) -> {
                admission.noteSlow(request, "", LOGIN, login.name());
                yield Admission.slow(wait);
            }
            case AdminLogin.Outcome.Busy() -> Admission.busy();
        };
    }

    /** Gives the next two tokens for a refresh token, which is good once. One that comes again ends its login. */
    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.refresh")
    HttpResponse<?> refresh(HttpRequest<?> request, @Body Refresh refresh) {
        return switch (people.refreshTokens().use(refresh.refreshToken())) {
            case RefreshTokens.Use.Renewed(RefreshTokens.Token token, Administrator who) ->
                admission.tokens(who, token);
            case RefreshTokens.Use.Refused() -> {
                admission.noteToken(request, "auth.refresh", "this refresh token is good no more, or never was");
                yield refused();
            }
            case RefreshTokens.Use.Reused(int id, String family) -> {
                admission.audit(request, people.nameOf(id), "auth.token-reused");
                yield refused();
            }
        };
    }

    /** Ends a login; the access token lives on for the minutes that it has. 204, whatever was sent. */
    @Post("/logout")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.logout")
    HttpResponse<?> logout(@Body Refresh refresh) {
        // Only who has the token may end its family: a use proves it, and gives the family to end.
        if (people.refreshTokens().use(refresh.refreshToken())
                instanceof RefreshTokens.Use.Renewed(RefreshTokens.Token token, Administrator who)) {
            people.refreshTokens().revoke(token.family());
        }
        return HttpResponse.noContent();
    }

    /** Makes the first owner, with the token that the server printed when it started; works once. */
    @Post("/setup")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.setup")
    HttpResponse<?> setUp(HttpRequest<?> request, @Body SetUp setUp) {
        try {
            return switch (people.setupTokens().use(setUp.token(), setUp.name(), setUp.password())) {
                case SetupTokens.SetUp.Made(Administrator owner) -> {
                    admission.audit(request, owner.name(), SET_UP);
                    yield admission.begin(owner);
                }
                case SetupTokens.SetUp.Refused() -> {
                    admission.noteToken(request, SET_UP, "this link is used up, too old, or never was");
                    yield Problems.of(HttpStatus.FORBIDDEN, used(), "token");
                }
                case SetupTokens.SetUp.Busy() -> Admission.busy();
            };
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(e);
        }
    }

    private String used() {
        return people.administrators().exist()
                ? "this link is used up: there is an owner, who can log in"
                : "this link is used up or too old; a new one is made when the server starts anew, and on AWS by a"
                        + " deployment with another number for setupLink";
    }

    /** Who asks, and what they may. */
    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.me")
    Me me(HttpRequest<?> request) {
        Call call = calls.call(request);
        return new Me(
                call.caller().name(),
                call.caller().permissions().stream()
                        .map(permission -> permission.scope())
                        .sorted()
                        .toList(),
                call.caller().tenant());
    }

    private static HttpResponse<?> refused() {
        return Problems.of(HttpStatus.UNAUTHORIZED, "this refresh token is good no more: log in", null);
    }
}
