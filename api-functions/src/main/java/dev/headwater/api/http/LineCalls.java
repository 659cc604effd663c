package dev.headwater.api.http;

import dev.headwater.api.metrics.LoginMeters;
import dev.headwater.api.metrics.LoginMeters.Kind;
import dev.headwater.api.metrics.LoginMeters.Reason;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Line;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls that come with credentials among their parameters: finds out whose they are, and refuses alike what is refused. */
@Singleton
public final class LineCalls {
    private final Authenticator authenticator;
    private final Callers callers;
    private final LoginMeters meters;

    LineCalls(Authenticator authenticator, Callers callers, LoginMeters meters) {
        this.authenticator = authenticator;
        this.callers = callers;
        this.meters = meters;
    }

    /** A call of a line that is known; whether it may watch is another question. */
    public record LineCall(HttpRequest<?> request, Parameters parameters, Line line, Caller caller) {}

    /**
     * Answers a call.
     *
     * @param parameters of query and body, and of a path where credentials stand there
     * @param refused the answer where user name or password are wrong
     * @param known the answer to a known line
     */
    public HttpResponse<?> answer(
            HttpRequest<?> request,
            Parameters parameters,
            Supplier<HttpResponse<?>> refused,
            Function<LineCall, HttpResponse<?>> known) {
        Optional<Caller> caller = callers.of(request);
        if (caller.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return switch (authenticator.login(
                parameters.credentials(), caller.get().client())) {
            case Authenticator.Unknown unknown -> {
                meters.refused(Kind.LINE, Reason.CREDENTIALS);
                yield refused.get();
            }
            case Authenticator.Throttled throttled -> {
                meters.refused(Kind.LINE, Reason.THROTTLED);
                yield tooMany();
            }
            case Authenticator.Known login ->
                known.apply(new LineCall(request, parameters, login.line(), caller.get()));
        };
    }

    /** The answer to a client that has guessed too often. */
    public static MutableHttpResponse<?> tooMany() {
        return Refusals.of(HttpStatus.TOO_MANY_REQUESTS, "too many failed logins, try again later")
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Authenticator.BLOCKED_FOR.toSeconds()));
    }
}
