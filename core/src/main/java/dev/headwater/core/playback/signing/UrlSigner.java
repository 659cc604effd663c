package dev.headwater.core.playback.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.function.Supplier;

/** Signs custom policies as CloudFront wants them, with the key that is active at that moment. */
public final class UrlSigner {
    private final Supplier<SigningKey> active;

    /** @param active asked for every signature */
    public UrlSigner(Supplier<SigningKey> active) {
        this.active = active;
    }

    public UrlSigner(SigningKey key) {
        this(() -> key);
    }

    SigningKey key() {
        return active.get();
    }

    /** The query that opens the policy's resource: {@code Policy=…&Signature=…&Key-Pair-Id=…}. */
    public String query(CustomPolicy policy) {
        return query(policy, key());
    }

    static String query(CustomPolicy policy, SigningKey key) {
        byte[] document = policy.json().getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = key.algorithm().signature();
            signature.initSign(key.privateKey());
            signature.update(document);
            return "Policy=" + CloudFrontBase64.encode(document) + "&Signature="
                    + CloudFrontBase64.encode(signature.sign()) + "&Key-Pair-Id=" + key.id();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key " + key.id() + " can not sign", e);
        }
    }
}
