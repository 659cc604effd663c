package dev.headwater.api.origin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answer to {@code GET /internal/edge/keys}.
 *
 * @param keys ordered by id
 * @param withheld ids of streams, in order
 */
@Serdeable
record KeysBody(
        List<Row> keys,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Integer> withheld) {
    /**
     * A public key.
     *
     * @param id the {@code Key-Pair-Id} of its signatures
     * @param publicKey X.509 SubjectPublicKeyInfo in base64
     * @param algorithm EC or RSA
     */
    @Serdeable
    record Row(String id, String publicKey, String algorithm) {}

    static KeysBody of(Map<String, PublicKey> keys, Set<Integer> withheld) {
        return new KeysBody(
                keys.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(key -> new Row(
                                key.getKey(),
                                Base64.getEncoder()
                                        .encodeToString(key.getValue().getEncoded()),
                                key.getValue().getAlgorithm()))
                        .toList(),
                withheld.stream().sorted().toList());
    }
}
