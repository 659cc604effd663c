package dev.headwater.core.playback.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as CloudFront puts it into a query: {@code +}, {@code =} and {@code /} become {@code -}, {@code _} and
 * {@code ~} (CloudFront developer guide, "Creating a signed URL using a custom policy").
 */
public final class CloudFrontBase64 {
    private CloudFrontBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where the text is no such base64. */
    public static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder()
                    .decode(text.replace('-', '+').replace('_', '=').replace('~', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
