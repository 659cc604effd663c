package dev.headwater.api.admin.auth;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.headwater.core.admin.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells whom a bearer token stands for: a JSON Web Token for a person, else an API key for a script. What they may do is
 * read from the store each time, so that nobody keeps a right that was taken away. It may block.
 */
@Singleton
public final class TokenCallers {
    /** What API keys begin with, and no JSON Web Token does. */
    static final String KEY_PREFIX = "hwk_";

    private static final String BEARER = "Bearer ";

    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final Identities identities;
    private final InstantSource clock;

    TokenCallers(JsonWebTokenValidator<JWT, HttpRequest<?>> validator, Identities identities, InstantSource clock) {
        this.validator = validator;
        this.identities = identities;
        this.clock = clock;
    }

    /** Who sent a request, as they are at this moment: for answers that take long. Empty: nobody who is known any more. */
    public Optional<Caller> of(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header -> of(header.substring(BEARER.length()).strip(), request));
    }

    Optional<Caller> of(String token, HttpRequest<?> request) {
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
}
