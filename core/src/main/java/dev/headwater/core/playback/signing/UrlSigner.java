package dev.headwater.core.playback.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** Signs custom policies as CloudFront wants them. */
public final class UrlSigner {
    /** CloudFront's default; SHA-256 has to be named in the URL. */
    public static final String ALGORITHM = "SHA1withECDSA";

    private final SigningKey key;

    public UrlSigner(SigningKey key) {
        this.key = key;
    }

    /** The query that opens the policy's resource: {@code Policy=…&Signature=…&Key-Pair-Id=…}. */
    public String query(CustomPolicy policy) {
        byte[] document = policy.json().getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.privateKey());
            signature.update(document);
            return "Policy=" + CloudFrontBase64.encode(document) + "&Signature="
                    + CloudFrontBase64.encode(signature.sign()) + "&Key-Pair-Id=" + key.id();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key " + key.id() + " can not sign", e);
        }
    }
}
