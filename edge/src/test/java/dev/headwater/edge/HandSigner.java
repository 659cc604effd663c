package dev.headwater.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signs as CloudFront's guide says, by the JDK alone: nothing of our signer takes part. */
record HandSigner(String id, KeyPair pair) {
    static HandSigner curve(String id) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new HandSigner(id, generator.generateKeyPair());
    }

    static HandSigner rsa(String id) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new HandSigner(id, generator.generateKeyPair());
    }

    static String policy(String resource, String... conditions) {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{" + String.join(",", conditions)
                + "}}]}";
    }

    static String before(long second) {
        return "\"DateLessThan\":{\"AWS:EpochTime\":" + second + "}";
    }

    static String viewersFrom(String block) {
        return "\"IpAddress\":{\"AWS:SourceIp\":\"" + block + "\"}";
    }

    /** The query of a custom policy; the algorithm begins with SHA1 or SHA256 and does not say so. */
    String custom(String policy, String algorithm) throws GeneralSecurityException {
        return "Policy=" + forQuery(policy.getBytes(StandardCharsets.UTF_8)) + "&Signature="
                + signature(policy, algorithm) + "&Key-Pair-Id=" + id;
    }

    /** The query of a canned policy over a URL. */
    String canned(String url, long expires, String algorithm) throws GeneralSecurityException {
        return "Expires=" + expires + "&Signature=" + signature(policy(url, before(expires)), algorithm)
                + "&Key-Pair-Id=" + id;
    }

    private String signature(String document, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(document.getBytes(StandardCharsets.UTF_8));
        return forQuery(signature.sign());
    }

    private static String forQuery(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replaceAll("[+]", "-")
                .replaceAll("=", "_")
                .replaceAll("/", "~");
    }
}
