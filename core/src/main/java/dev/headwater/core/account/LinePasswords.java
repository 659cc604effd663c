package dev.headwater.core.account;

import dev.headwater.core.store.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps line passwords. They come with every call, so they are stream keys rather than passwords: a keyed digest (fast,
 * useless without the pepper), and a sealed copy, because operators have to show subscribers their links.
 */
public final class LinePasswords {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int GENERATED_BYTES = 12;
    private static final int WEAK_BELOW = 10;

    private final SecretKeySpec pepper;
    private final SecretKeySpec sealKey;
    private final SecureRandom random;

    public LinePasswords(SecretStore secrets, SecureRandom random) {
        this.random = random;
        this.pepper = new SecretKeySpec(secrets.getOrCreate("line-pepper", this::newKey), HMAC);
        this.sealKey = new SecretKeySpec(secrets.getOrCreate("line-seal-key", this::newKey), "AES");
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
        return new StoredPassword(Base64.getEncoder().encodeToString(digest(password)), seal(password));
    }

    /** Compares in the same time whether or not it fits. */
    public boolean matches(String password, StoredPassword stored) {
        return MessageDigest.isEqual(digest(password), Base64.getDecoder().decode(stored.digest()));
    }

    /** The password itself, where it may be revealed. */
    public Optional<String> reveal(StoredPassword stored) {
        String sealed = stored.sealed();
        return sealed == null ? Optional.empty() : Optional.of(unseal(sealed));
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

    private String seal(String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] ciphertext = aes(Cipher.ENCRYPT_MODE, nonce, password.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
        System.arraycopy(ciphertext, 0, both, NONCE_BYTES, ciphertext.length);
        return Base64.getEncoder().encodeToString(both);
    }

    private String unseal(String sealed) {
        byte[] both = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] ciphertext = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(aes(Cipher.DECRYPT_MODE, nonce, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] aes(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed password does not fit this seal key");
        }
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
