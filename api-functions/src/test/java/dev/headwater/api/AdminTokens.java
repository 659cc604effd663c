package dev.headwater.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.headwater.core.admin.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Tokens of an owner: one that is good, and the ways in which one is not. */
final class AdminTokens {
    /** What {@link NettyDoor} signs with. */
    static final byte[] SECRET = new byte[32];

    private static final byte[] OTHER_SECRET =
            "another secret of thirty-two byt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private AdminTokens() {}

    static String good(Instant now) {
        return signed(SECRET, now, now.plus(Duration.ofMinutes(5)));
    }

    static String expired(Instant now) {
        return signed(SECRET, now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
    }

    static String ofAnotherKey(Instant now) {
        return signed(OTHER_SECRET, now, now.plus(Duration.ofMinutes(5)));
    }

    static String revoked(Instant now) {
        return signed(SECRET, AdminKeys.REVOKED.minusSeconds(1), now.plus(Duration.ofMinutes(5)));
    }

    /** Algorithm "none". */
    static String unsigned(Instant now) {
        return new PlainJWT(claims(now, now.plus(Duration.ofMinutes(5)))).serialize();
    }

    private static String signed(byte[] secret, Instant issued, Instant expires) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(issued, expires));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(Instant issued, Instant expires) {
        return new JWTClaimsSet.Builder()
                .subject(Integer.toString(AdminKeys.person(Role.OWNER)))
                .issueTime(Date.from(issued))
                .claim("since", issued.toEpochMilli())
                .expirationTime(Date.from(expires))
                .build();
    }
}
