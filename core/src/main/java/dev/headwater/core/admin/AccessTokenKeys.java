package dev.headwater.core.admin;

import dev.headwater.core.store.SecretStore;
import java.security.SecureRandom;

/** The HMAC-SHA-256 secret that signs access tokens, made on first use. Whoever signs does so elsewhere. */
public final class AccessTokenKeys {
    /** As long as what it makes (RFC 7518, 3.2). */
    public static final int MIN_BYTES = 32;

    /** Of the secret. */
    public static final String NAME = "admin-token-key-1";

    private final byte[] current;

    /** {@link IllegalStateException} where what the store has under the name is too short. */
    public AccessTokenKeys(SecretStore secrets, SecureRandom random) {
        this.current = secrets.getOrCreate(NAME, () -> {
            byte[] made = new byte[MIN_BYTES];
            random.nextBytes(made);
            return made;
        });
        if (current.length < MIN_BYTES) {
            throw new IllegalStateException("the secret " + NAME + " has less than " + MIN_BYTES + " bytes");
        }
    }

    /** A copy. */
    public byte[] current() {
        return current.clone();
    }
}
