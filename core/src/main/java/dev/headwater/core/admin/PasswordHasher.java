package dev.headwater.core.admin;

import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the passwords of people by Argon2id. Each hash takes 19 MiB and some tens of milliseconds, so only
 * {@value #AT_ONCE} are made at once and {@value #WAITING} wait, on the threads that ask: more are told to come again.
 */
public final class PasswordHasher {
    static final int AT_ONCE = 2;
    static final int WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HashQueue queue;
    private final SecureRandom random;
    private final Argon2id parameters;
    private final byte[] nobodys;

    public PasswordHasher(SecureRandom random) {
        this(random, new HashQueue(AT_ONCE, WAITING, PATIENCE), Argon2id.NOW);
    }

    PasswordHasher(SecureRandom random, HashQueue queue, Argon2id parameters) {
        this.random = random;
        this.queue = queue;
        this.parameters = parameters;
        this.nobodys = salt();
    }

    /** What became of hashing. */
    public sealed interface Hashing {
        /** @param phc to be kept */
        record Hashed(String phc) implements Hashing {
            @Override
            public String toString() {
                return "Hashed[…]";
            }
        }

        /** Too many ask: again in a moment. */
        record Busy() implements Hashing {}
    }

    /** What became of a comparison. */
    public sealed interface Check {
        /** @param outdated it was hashed with other parameters than today's, and is to be hashed anew */
        record Fits(boolean outdated) implements Check {}

        record Differs() implements Check {}

        /** Too many ask: again in a moment. */
        record Busy() implements Check {}
    }

    /** Hashes a new password; {@link IllegalArgumentException} where {@link PasswordRules} do not allow it. */
    public Hashing hash(String password) {
        return hashAsItIs(PasswordRules.require(password));
    }

    /** Hashes one that fitted, whatever the rules have become. */
    Hashing hashAgain(String password) {
        return hashAsItIs(PasswordRules.normal(password));
    }

    private Hashing hashAsItIs(String normal) {
        return queue.run(() -> parameters.hash(normal, salt()))
                .<Hashing>map(Hashing.Hashed::new)
                .orElseGet(Hashing.Busy::new);
    }

    /** @param phc of whose password it may be; null: nobody's, which takes as long and fits nothing */
    public Check check(String password, @Nullable String phc) {
        if (!PasswordRules.plausible(password)) {
            return new Check.Differs();
        }
        String normal = PasswordRules.normal(password);
        return queue.run(() -> compare(normal, phc)).orElseGet(Check.Busy::new);
    }

    private Check compare(String normal, @Nullable String phc) {
        Argon2id.Written written = phc == null ? null : Argon2id.read(phc).orElse(null);
        if (written == null) {
            var _ = parameters.hash(normal, nobodys);
            return new Check.Differs();
        }
        return written.fits(normal) ? new Check.Fits(!written.parameters().equals(parameters)) : new Check.Differs();
    }

    private byte[] salt() {
        byte[] salt = new byte[Argon2id.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
