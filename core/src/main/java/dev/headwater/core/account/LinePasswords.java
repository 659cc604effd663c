package dev.headwater.core.account;

import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps line passwords. They come with every call, so they are stream keys rather than passwords: a keyed digest (fast,
 * useless without the pepper), and a sealed copy, because operators have to show subscribers their links.
 */
public final class LinePasswords {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int GENERATED_BYTES = 12;
    private static final int WEAK_BELOW = 10;

    private final SecretKeySpec pepper;
    private final Sealer sealer;
    private final SecureRandom random;

    public LinePasswords(SecretStore secrets, SecureRandom random) {
        this.random = random;
        this.pepper = new SecretKeySpec(secrets.getOrCreate("line-pepper", this::newKey), HMAC);
        this.sealer = new Sealer(secrets, "line-seal-key", random);
    }

    /** A new password of 96 bits, of characters that survive being pasted into a URL. */
    public String generate() {
        byte[] bytes = new byte[GENERATED_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a chosen password deserves a warning. */
    public static boolean isWeak(String password) {
        return password.length() < WEAK_BELOW || password.chars().distinct().count() < WEAK_BELOW / 2;
    }

    public StoredPassword store(String password) {
        return new StoredPassword(Base64.getEncoder().encodeToString(digest(password)), sealer.seal(password, ""));
    }

    /** Compares in the same time whether or not it fits. */
    public boolean matches(String password, StoredPassword stored) {
        return MessageDigest.isEqual(digest(password), Base64.getDecoder().decode(stored.digest()));
    }

    /** The password itself, where it may be revealed. */
    public Optional<String> reveal(StoredPassword stored) {
        String sealed = stored.sealed();
        return sealed == null ? Optional.empty() : Optional.of(sealer.unseal(sealed, ""));
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(pepper);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
