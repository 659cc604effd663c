package dev.headwater.api.admin.auth;

import com.nimbusds.jwt.JWTParser;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.people.Refusals;
import dev.headwater.api.http.Callers;
import dev.headwater.api.http.RequestIds;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Lets in whom {@link TokenCallers} knows, and writes down who comes with a token that is good no more. */
@Singleton
final class BearerTokens implements TokenValidator<HttpRequest<?>> {
    private final TokenCallers tokens;
    private final InstantSource clock;
    private final Refusals refusals;
    private final Callers callers;
    private final Scheduler blocking;

    BearerTokens(
            TokenCallers tokens,
            InstantSource clock,
            Refusals refusals,
            Callers callers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.clock = clock;
        this.refusals = refusals;
        this.callers = callers;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        // The store may have to be asked, and the event loop is not to wait for it.
        return Mono.fromCallable(() -> known(token, request).map(BearerTokens::authentication))
                .flatMap(Mono::justOrEmpty)
                .subscribeOn(blocking);
    }

    private Optional<Caller> known(String token, HttpRequest<?> request) {
        Optional<Caller> caller = tokens.of(token, request);
        if (caller.isEmpty() && !isPast(token)) {
            // Who used a key that was taken away wants to be found.
            refusals.note(new Refusals.Refusal(
                    Refusals.Kind.TOKEN,
                    "",
                    "auth.token",
                    ApiKeys.idOf(token).map(id -> TokenCallers.KEY_PREFIX + id).orElse(""),
                    "this token or key is good no more, or never was",
                    callers.addressOf(request),
                    RequestIds.nameOf(request).orElse(null)));
        }
        return caller;
    }

    /** People's programs send theirs until they are told to get another: nobody tried anything. */
    private boolean isPast(String token) {
        try {
            Date end = JWTParser.parse(token).getJWTClaimsSet().getExpirationTime();
            return end != null && !end.toInstant().isAfter(clock.instant());
        } catch (ParseException e) {
            return false;
        }
    }

    private static Authentication authentication(Caller caller) {
        return Authentication.build(
                caller.name(),
                caller.permissions().stream().map(Permission::scope).toList(),
                Map.of(AdminCalls.CALLER, caller));
    }
}
