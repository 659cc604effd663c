package dev.headwater.core.admin;

import dev.headwater.core.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person who manages Headwater. Prints itself without secrets.
 *
 * @param id never given to another; of a reseller also the tenant of their lines
 * @param name 1 to 64 of {@code A-Za-z0-9._@-}, and not {@code local}, whatever its case: so the audit log names whoever
 *     may read the data folder ({@link Caller})
 * @param password a PHC string of {@link PasswordHasher}
 * @param totp the second factor; null: none was set up
 * @param credits what a reseller may still spend, 0 or more
 * @param tokensSince whole milliseconds; access tokens made before are dead ({@link #admits})
 */
public record Administrator(
        int id,
        String name,
        Role role,
        String password,
        @Nullable StoredTotp totp,
        int credits,
        Instant tokensSince,
        boolean enabled,
        Instant createdAt) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    public Administrator {
        requireName(name);
        if (credits < 0) {
            throw new InvalidValueException("credits", "credits must be 0 or more");
        }
        tokensSince = tokensSince.truncatedTo(ChronoUnit.MILLIS);
    }

    /** One without a second factor and credits. */
    public static Administrator of(int id, String name, Role role, String password, Instant now) {
        return new Administrator(id, name, role, password, null, 0, now, true, now);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equalsIgnoreCase(Caller.LOCAL_NAME);
    }

    /** Returns the name, or throws {@link IllegalArgumentException}. */
    public static String requireName(String name) {
        if (!isName(name)) {
            throw new InvalidValueException(
                    "name",
                    "a name has 1 to 64 characters of A-Z a-z 0-9 . _ @ -, and is not " + Caller.LOCAL_NAME
                            + ", which the audit log calls this machine's owner");
        }
        return name;
    }

    /** On whose behalf their calls are done. */
    public Caller caller() {
        return new Caller(name, role.permissions(), role == Role.RESELLER ? id : null);
    }

    /**
     * Whether an access token is still good.
     *
     * @param since what {@link #tokensSince} was when it was made, a claim of the token in milliseconds: a token's own
     *     time counts in seconds, which does not tell it from one made a moment after a new password
     */
    public boolean admits(Instant since) {
        return enabled && !since.isBefore(tokensSince);
    }

    /** Of such there is always at least one. */
    boolean owns() {
        return enabled && role == Role.OWNER;
    }

    /** Ends every access token made until now. */
    public Administrator endTokens(Instant now) {
        Instant later = tokensSince.plus(Duration.ofMillis(1));
        return new Administrator(
                id, name, role, password, totp, credits, now.isBefore(later) ? later : now, enabled, createdAt);
    }

    /** With another password, which ends all access tokens. */
    public Administrator withPassword(String phc, Instant now) {
        return new Administrator(id, name, role, phc, totp, credits, tokensSince, enabled, createdAt).endTokens(now);
    }

    /** With the same password, hashed anew. */
    Administrator rehashed(String phc) {
        return new Administrator(id, name, role, phc, totp, credits, tokensSince, enabled, createdAt);
    }

    /** With another role; access tokens, which may carry the old one, end. */
    public Administrator withRole(Role other, Instant now) {
        return new Administrator(id, name, other, password, totp, credits, tokensSince, enabled, createdAt)
                .endTokens(now);
    }

    public Administrator withEnabled(boolean allowed, Instant now) {
        return new Administrator(id, name, role, password, totp, credits, tokensSince, allowed, createdAt)
                .endTokens(now);
    }

    /** With another second factor; null: with none. */
    public Administrator withTotp(@Nullable StoredTotp other) {
        return new Administrator(id, name, role, password, other, credits, tokensSince, enabled, createdAt);
    }

    public Administrator withCredits(int other) {
        return new Administrator(id, name, role, password, totp, other, tokensSince, enabled, createdAt);
    }

    @Override
    public String toString() {
        return "Administrator[" + id + ", " + name + ", " + role.label() + ", …]";
    }
}
