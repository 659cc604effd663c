package dev.headwater.api.admin.auth;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.http.Problems;
import dev.headwater.api.admin.people.Refusals;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.RequestIds;
import dev.headwater.api.metrics.LoginMeters;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.RefreshTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How people are let in or kept out, and what is written down of it. */
@Singleton
final class Admission {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final People people;
    private final AccessTokens accessTokens;
    private final Callers callers;
    private final LoginMeters meters;
    private final Refusals refusals;

    Admission(People people, AccessTokens accessTokens, Callers callers, LoginMeters meters, Refusals refusals) {
        this.people = people;
        this.accessTokens = accessTokens;
        this.callers = callers;
        this.meters = meters;
        this.refusals = refusals;
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

    /** What a login gives. */
    HttpResponse<?> begin(Administrator who) {
        return tokens(who, people.refreshTokens().start(who));
    }

    HttpResponse<?> tokens(Administrator who, RefreshTokens.Token refresh) {
        return HttpResponse.ok(new Tokens(accessTokens.issue(who), AccessTokens.LIFETIME.toSeconds(), refresh.text()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static HttpResponse<?> slow(Duration wait) {
        return later(HttpStatus.TOO_MANY_REQUESTS, "too many failures: wait", wait);
    }

    static HttpResponse<?> busy() {
        return later(HttpStatus.SERVICE_UNAVAILABLE, "too many log in now", SOON);
    }

    private static HttpResponse<?> later(HttpStatus status, String detail, Duration wait) {
        return Problems.of(status, detail, null)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    ClientIdentity client(HttpRequest<?> request) {
        return callers.of(request)
                .orElseThrow(() -> new OperationException("the Host header can not be read"))
                .client();
    }

    void audit(HttpRequest<?> request, String name, String action) {
        people.audit(
                name,
                action,
                callers.of(request).map(from -> from.client().address()).orElse(null),
                RequestIds.nameOf(request).orElse(null));
    }

    /** @param name as it was sent: written down where it is somebody's, for else it may be a password */
    void noteWrong(HttpRequest<?> request, String caller, String action, String name) {
        meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.CREDENTIALS);
        note(request, caller, action, name, "name, password or code are wrong");
    }

    /** @param name as it was sent */
    void noteSlow(HttpRequest<?> request, String caller, String action, String name) {
        meters.refused(LoginMeters.Kind.ADMIN, LoginMeters.Reason.THROTTLED);
        note(request, caller, action, name, "too many failures before");
    }

    private void note(HttpRequest<?> request, String caller, String action, String name, String reason) {
        String target = people.find(name).isPresent() ? name : "";
        refusals.note(new Refusals.Refusal(
                Refusals.Kind.LOGIN,
                caller,
                action,
                target,
                reason,
                callers.addressOf(request),
                RequestIds.nameOf(request).orElse(null)));
    }

    void noteToken(HttpRequest<?> request, String action, String reason) {
        refusals.note(new Refusals.Refusal(
                Refusals.Kind.TOKEN,
                "",
                action,
                "",
                reason,
                callers.addressOf(request),
                RequestIds.nameOf(request).orElse(null)));
    }
}
