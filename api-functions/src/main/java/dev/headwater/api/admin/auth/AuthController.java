package dev.headwater.api.admin.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Problems;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.RequestIds;
import dev.headwater.api.metrics.LoginMeters;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.SetupTokens;
import dev.headwater.core.admin.Totp;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People come in by a password and stay by a refresh token; scripts have keys and need none of this. */
@Controller("/admin/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Logging in")
final class AuthController {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final People people;
    private final AccessTokens accessTokens;
    private final AdminCalls calls;
    private final Callers callers;
    private final LoginMeters meters;

    AuthController(People people, AccessTokens accessTokens, AdminCalls calls, Callers callers, LoginMeters meters) {
        this.people = people;
        this.accessTokens = accessTokens;
        this.calls = calls;
        this.callers = callers;
        this.meters = meters;
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
    public record SetUp(String token, String name, String password) {
        @Override
        public String toString() {
            return "SetUp[" + name + "]";
        }
    }

    /** A code of an app. */
    @Schema(example = "{\"code\": \"123456\"}")
    public record Code(String code) {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /**
     * Another password for oneself.
     *
     * @param current the one that is in force
     * @param chosen 12 to 256 characters
     */
    @Schema(example = "{\"current\": \"a long and winding road\", \"new\": \"a longer, more winding road\"}")
    public record NewPassword(
            String current, @JsonProperty("new") String chosen) {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /**
     * What a person goes on with.
     *
     * @param accessToken for the header {@code Authorization: Bearer …}
     * @param expiresIn for how many seconds
     * @param refreshToken good once, for the next of both
     */
    public record Tokens(String accessToken, long expiresIn, String refreshToken) {
        @Override
        public String toString() {
            return "Tokens[…]";
        }
    }

    /**
     * Who asks.
     *
     * @param reseller whose lines alone exist for them; null: all do
     */
    public record Me(
            String name, List<String> scopes, @Nullable Integer reseller) {}

    /** What to put into an authenticator app: {@code uri} as a QR code, or {@code secret} by hand. */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }

    /** Logs somebody in. 401 with the field {@code code}: the password is right, and a code of the second factor is wanted. */
    @Post("/login")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.login")
    HttpResponse<?> login(HttpRequest<?> request, @Body Login login) {
        return switch (people.login().login(login.name(), login.password(), login.code(), client(request))) {
            case AdminLogin.Outcome.LoggedIn(Administrator who) -> {
                audit(request, who.name(), "auth.login");
                yield begin(who);
            }
            case AdminLogin.Outcome.Refused() -> {
                meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.CREDENTIALS);
                yield Problems.of(HttpStatus.UNAUTHORIZED, "name, password or code are wrong", null);
            }
            case AdminLogin.Outcome.TotpNeeded() ->
                Problems.of(HttpStatus.UNAUTHORIZED, "a code of the second factor is wanted", "code");
            case AdminLogin.Outcome.Slow(Duration wait) -> {
                meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.THROTTLED);
                yield later(HttpStatus.TOO_MANY_REQUESTS, "too many failures: wait", wait);
            }
            case AdminLogin.Outcome.Busy() -> later(HttpStatus.SERVICE_UNAVAILABLE, "too many log in now", SOON);
        };
    }

    /** Gives the next two tokens for a refresh token, which is good once. One that comes again ends its login. */
    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(operationId = "auth.refresh")
    HttpResponse<?> refresh(HttpRequest<?> request, @Body Refresh refresh) {
        return switch (people.refreshTokens().use(refresh.refreshToken())) {
            case RefreshTokens.Use.Renewed(RefreshTokens.Token token, Administrator who) -> tokens(who, token);
            case RefreshTokens.Use.Refused() -> refused();
            case RefreshTokens.Use.Reused(int id, String family) -> {
                audit(request, people.nameOf(id), "auth.token-reused");
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
                    audit(request, owner.name(), "auth.setup");
                    yield begin(owner);
                }
                case SetupTokens.SetUp.Refused() ->
                    Problems.of(
                            HttpStatus.FORBIDDEN, "this link is used up or too old: start the server anew", "token");
                case SetupTokens.SetUp.Busy() -> later(HttpStatus.SERVICE_UNAVAILABLE, "too many log in now", SOON);
            };
        } catch (IllegalArgumentException e) {
            throw new OperationException(String.valueOf(e.getMessage()));
        }
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

    /**
     * Changes one's own password, for whoever knows the one in force. It ends every login there is; the answer has the
     * tokens of a new one.
     */
    @Post("/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.password")
    HttpResponse<?> changePassword(HttpRequest<?> request, @Body NewPassword wanted) {
        Administrator who = person(request);
        return confirmed(people.login().confirmPassword(who, wanted.current(), client(request)), "current")
                .orElseGet(() -> changed(request, who, wanted.chosen()));
    }

    private HttpResponse<?> changed(HttpRequest<?> request, Administrator who, String chosen) {
        PasswordHasher.Hashing hashing;
        try {
            hashing = people.hasher().hash(chosen);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid("new", String.valueOf(e.getMessage()));
        }
        return switch (hashing) {
            case PasswordHasher.Hashing.Busy() -> later(HttpStatus.SERVICE_UNAVAILABLE, "too many log in now", SOON);
            case PasswordHasher.Hashing.Hashed(String phc) -> {
                Administrator changed = people.withPassword(who, phc)
                        .orElseThrow(() -> OperationException.conflict("your password was changed meanwhile"));
                audit(request, who.name(), "auth.password");
                yield begin(changed);
            }
        };
    }

    /** How somebody is refused who did not prove that it is them; empty: they did. */
    private Optional<HttpResponse<?>> confirmed(AdminLogin.Outcome outcome, String field) {
        return switch (outcome) {
            case AdminLogin.Outcome.LoggedIn(Administrator who) -> Optional.empty();
            case AdminLogin.Outcome.Refused(), AdminLogin.Outcome.TotpNeeded() -> {
                meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.CREDENTIALS);
                throw OperationException.invalid(field, "this is not right");
            }
            case AdminLogin.Outcome.Slow(Duration wait) -> {
                meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.THROTTLED);
                yield Optional.of(later(HttpStatus.TOO_MANY_REQUESTS, "too many failures: wait", wait));
            }
            case AdminLogin.Outcome.Busy() ->
                Optional.of(later(HttpStatus.SERVICE_UNAVAILABLE, "too many log in now", SOON));
        };
    }

    /**
     * Begins a second factor: it counts once {@code confirm} was given a code of it, within 15 minutes. One that is in
     * force has to be taken off first.
     */
    @Post("/totp")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp")
    Enrolment beginTotp(HttpRequest<?> request) {
        Administrator who = person(request);
        if (who.totp() != null) {
            // Else whoever has an access token could put their own in its place.
            throw OperationException.conflict("a second factor is in force: take it off first, with a code of it");
        }
        Totp.Enrolment enrolment = people.totp().begin(who, people.serviceName());
        return new Enrolment(enrolment.secret(), enrolment.uri());
    }

    /** Puts the second factor in force. */
    @Post("/totp/confirm")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp-confirm")
    HttpResponse<?> confirmTotp(HttpRequest<?> request, @Body Code code) {
        Administrator who = person(request);
        if (!people.totp().confirm(who.id(), code.code())) {
            throw OperationException.invalid("code", "this is no code of the secret that was begun");
        }
        audit(request, who.name(), "auth.totp-confirm");
        return HttpResponse.noContent();
    }

    /**
     * Takes the second factor off, with a code of it: an access token alone does not. Who lost theirs asks an owner, or
     * whoever has the machine ({@code administrator set NAME --without-totp}).
     */
    @Post("/totp/remove")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp-remove")
    HttpResponse<?> removeTotp(HttpRequest<?> request, @Body Code code) {
        Administrator who = person(request);
        return confirmed(people.login().confirmCode(who, code.code()), "code")
                .orElseGet(() -> withoutTotp(request, who));
    }

    private HttpResponse<?> withoutTotp(HttpRequest<?> request, Administrator who) {
        people.withoutTotp(who.name());
        audit(request, who.name(), "auth.totp-remove");
        return HttpResponse.noContent();
    }

    private ClientIdentity client(HttpRequest<?> request) {
        return callers.of(request)
                .orElseThrow(() -> new OperationException("the Host header can not be read"))
                .client();
    }

    private Administrator person(HttpRequest<?> request) {
        return people.find(calls.call(request).caller().name())
                .orElseThrow(() -> OperationException.forbidden("keys have no second factor: log in as a person"));
    }

    private HttpResponse<?> begin(Administrator who) {
        return tokens(who, people.refreshTokens().start(who));
    }

    private HttpResponse<?> tokens(Administrator who, RefreshTokens.Token refresh) {
        return HttpResponse.ok(new Tokens(accessTokens.issue(who), AccessTokens.LIFETIME.toSeconds(), refresh.text()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static HttpResponse<?> refused() {
        return Problems.of(HttpStatus.UNAUTHORIZED, "this refresh token is good no more: log in", null);
    }

    private static MutableHttpResponse<?> later(HttpStatus status, String detail, Duration wait) {
        return Problems.of(status, detail, null)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    private void audit(HttpRequest<?> request, String name, String action) {
        people.audit(
                name,
                action,
                callers.of(request).map(from -> from.client().address()).orElse(null),
                RequestIds.nameOf(request).orElse(null));
    }
}
