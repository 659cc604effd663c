package dev.headwater.functions.keys;

import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.store.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Makes a key pair that signs URLs, and tells its public half. The private one stays with the secrets. */
final class KeyPairs {
    private static final int LINE = 64;

    private final SecretStore secrets;

    KeyPairs(SecretStore secrets) {
        this.secrets = secrets;
    }

    CustomResource.Made of(ResourceRequest request) {
        int number = number(request.properties().path("Number").asText());
        String id = SigningKeys.secretName(number);
        if (request.kind() == ResourceRequest.Kind.DELETE) {
            // What it signed may be valid for hours.
            return new CustomResource.Made(request.id().orElse(id), Map.of());
        }
        SigningKey key = SigningKey.decode(
                secrets.getOrCreate(id, () -> SigningKey.generate().encoded()));
        return new CustomResource.Made(id, Map.of("PublicKey", pem(key)));
    }

    static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("the number of a signing key is 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    private static String pem(SigningKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
