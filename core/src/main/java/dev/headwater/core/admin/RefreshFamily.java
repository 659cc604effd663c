package dev.headwater.core.admin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All refresh tokens that came of one login, of which one is good.
 *
 * @param since {@link Administrator#tokensSince} at the login
 * @param current digest of the secret that is good
 * @param previous digest of the one before; null: none was used yet
 * @param usedAt when {@code current} was made
 */
record RefreshFamily(
        String family,
        int administrator,
        Instant since,
        String current,
        @Nullable String previous,
        Instant loggedInAt,
        Instant usedAt) {
    static final Duration LIFETIME = Duration.ofDays(30);
    static final Duration IDLE = Duration.ofDays(7);
    static final Duration GRACE = Duration.ofSeconds(10);

    Instant expiresAt() {
        Instant idle = usedAt.plus(IDLE);
        Instant end = loggedInAt.plus(LIFETIME);
        return idle.isBefore(end) ? idle : end;
    }

    boolean isCurrent(String secret) {
        return Opaque.fits(secret, current);
    }

    /** Whether it is the one before, used again because the answer was lost or two asked at once. */
    boolean isRepeated(String secret, Instant now) {
        return previous != null && Opaque.fits(secret, previous) && now.isBefore(usedAt.plus(GRACE));
    }

    RefreshFamily rotated(String next, Instant now) {
        return new RefreshFamily(family, administrator, since, Opaque.digest(next), current, loggedInAt, now);
    }

    @Override
    public String toString() {
        return "RefreshFamily[" + family + ", " + administrator + ", …]";
    }
}
