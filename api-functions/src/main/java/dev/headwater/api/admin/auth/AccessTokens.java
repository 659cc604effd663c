package dev.headwater.api.admin.auth;

import dev.headwater.core.admin.Administrator;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.generator.JwtTokenGenerator;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Makes the tokens that people's requests carry: short-lived, so that what they allow is soon asked for again. */
@Singleton
final class AccessTokens {
    /** A claim of ours, in milliseconds; see {@link Administrator#admits}. */
    static final String SINCE = "since";

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final JwtTokenGenerator generator;
    private final InstantSource clock;

    AccessTokens(JwtTokenGenerator generator, InstantSource clock) {
        this.generator = generator;
        this.clock = clock;
    }

    String issue(Administrator who) {
        Instant now = clock.instant();
        return generator
                .generateToken(Map.of(
                        "sub",
                        Integer.toString(who.id()),
                        SINCE,
                        who.tokensSince().toEpochMilli(),
                        "iat",
                        now.getEpochSecond(),
                        "exp",
                        now.plus(LIFETIME).getEpochSecond(),
                        "jti",
                        UUID.randomUUID().toString()))
                .orElseThrow();
    }

    /** The one key that signs and verifies. */
    @Factory
    static final class Signing {
        @Singleton
        @Named("generator")
        SignatureGeneratorConfiguration signature(AccessTokenSecret secret) {
            SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("generator");
            configuration.setBase64(true);
            configuration.setSecret(Base64.getEncoder().encodeToString(secret.bytes()));
            return new SecretSignature(configuration);
        }
    }
}
