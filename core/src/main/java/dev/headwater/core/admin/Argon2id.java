package dev.headwater.core.admin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id of version 1.3 (RFC 9106) and how it is written: {@code $argon2id$v=19$m=KIB,t=PASSES,p=LANES$salt$hash}, the
 * two in base64 without padding.
 *
 * @param memory KiB
 */
record Argon2id(int memory, int passes, int lanes) {
    /** What OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one lane. */
    static final Argon2id NOW = new Argon2id(19 * 1024, 2, 1);

    private static final int VERSION = 19;
    private static final int HASH_BYTES = 32;
    static final int SALT_BYTES = 16;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)" + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    /** A hash that was written down. */
    record Written(Argon2id parameters, byte[] salt, byte[] hash) {
        boolean fits(String password) {
            return MessageDigest.isEqual(hash, parameters.raw(password, salt));
        }

        @Override
        public String toString() {
            return "Written[…]";
        }
    }

    String hash(String password, byte[] salt) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=" + VERSION + "$m=" + memory + ",t=" + passes + ",p=" + lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(raw(password, salt));
    }

    /** Empty: it is not written so, or by far more expensive parameters than any that were ever ours. */
    static Optional<Written> read(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Argon2id parameters = new Argon2id(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return parameters.isPlausible()
                ? Optional.of(new Written(
                        parameters,
                        Base64.getDecoder().decode(matcher.group(4)),
                        Base64.getDecoder().decode(matcher.group(5))))
                : Optional.empty();
    }

    private boolean isPlausible() {
        return memory >= 8 * lanes && memory <= 256 * 1024 && passes >= 1 && passes <= 10 && lanes >= 1 && lanes <= 4;
    }

    private byte[] raw(String password, byte[] salt) {
        return Argon2Function.getInstance(memory, passes, lanes, HASH_BYTES, Argon2.ID, VERSION)
                .hash(password.getBytes(StandardCharsets.UTF_8), salt)
                .getBytes();
    }
}
