package dev.headwater.core.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The parts of tokens that mean nothing: 256 random bits need no slow hash, so their SHA-256 is kept.
 */
final class Opaque {
    /** What a secret looks like: 32 bytes in base64url. */
    static final String SECRET = "[A-Za-z0-9_-]{43}";

    private static final int SECRET_BYTES = 32;

    private Opaque() {}

    static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    /** An id in lower-case hex, which holds none of the separators of a token. */
    static String id(SecureRandom random, int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static String digest(String secret) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** In the same time whether or not it fits. */
    static boolean fits(String secret, String digest) {
        return MessageDigest.isEqual(
                digest(secret).getBytes(StandardCharsets.UTF_8), digest.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
