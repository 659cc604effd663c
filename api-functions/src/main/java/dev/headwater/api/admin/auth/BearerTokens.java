package dev.headwater.api.admin.auth;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells whom a bearer token stands for: a JSON Web Token for a person, else an API key for a script. What they may do is
 * read from the store with each request, so that nobody keeps a right that was taken away.
 */
@Singleton
final class BearerTokens implements TokenValidator<HttpRequest<?>> {
    /** What API keys begin with, and no JSON Web Token does. */
    static final String KEY_PREFIX = "hwk_";

    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final Identities identities;
    private final InstantSource clock;
    private final Scheduler blocking;

    BearerTokens(
            JsonWebTokenValidator<JWT, HttpRequest<?>> validator,
            Identities identities,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.validator = validator;
        this.identities = identities;
        this.clock = clock;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        // The store may have to be asked, and the event loop is not to wait for it.
        return Mono.fromCallable(() -> caller(token, request).map(BearerTokens::authentication))
                .flatMap(Mono::justOrEmpty)
                .subscribeOn(blocking);
    }

    private Optional<Caller> caller(String token, HttpRequest<?> request) {
        return token.startsWith(KEY_PREFIX)
                ? identities.key(token)
                : validator.validate(token, request).flatMap(this::person);
    }

    private Optional<Caller> person(JWT token) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (!claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
                return Optional.empty();
            }
            Instant since = Instant.ofEpochMilli(claims.getLongClaim(AccessTokens.SINCE));
            return identities.person(Integer.parseInt(claims.getSubject()), since);
        } catch (ParseException | NumberFormatException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Authentication authentication(Caller caller) {
        return Authentication.build(
                caller.name(),
                caller.permissions().stream().map(Permission::scope).toList(),
                Map.of(AdminCalls.CALLER, caller));
    }
}
