package dev.headwater.core.playback.signing;

import dev.headwater.core.InvalidValueException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Locale;

/**
 * The two kinds of keys CloudFront takes. Both sign with SHA-1, its default: SHA-256 has to be named in the URL
 * (CloudFront developer guide, "Creating a signed URL using a custom policy").
 */
public enum SignatureAlgorithm {
    /** P-256. */
    ECDSA("EC", "SHA1withECDSA"),
    /** 2048 bits, for key groups made before CloudFront knew elliptic curves. */
    RSA("RSA", "SHA1withRSA");

    private final String keyAlgorithm;
    private final String signatureName;

    SignatureAlgorithm(String keyAlgorithm, String signatureName) {
        this.keyAlgorithm = keyAlgorithm;
        this.signatureName = signatureName;
    }

    /** How a key signs or is verified with. */
    public static SignatureAlgorithm of(Key key) throws NoSuchAlgorithmException {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.keyAlgorithm.equals(key.getAlgorithm()))
                .findAny()
                .orElseThrow(() -> new NoSuchAlgorithmException("no key that signs edge URLs"));
    }

    /** By its name in any case; throws IllegalArgumentException with a sentence where there is none. */
    public static SignatureAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label().equalsIgnoreCase(name))
                .findAny()
                .orElseThrow(() -> new InvalidValueException("algorithm", "an algorithm is ecdsa or rsa"));
    }

    /** As operators call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The JDK's name of its keys. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** A new one, to sign or to verify with. */
    public Signature signature() throws NoSuchAlgorithmException {
        return Signature.getInstance(signatureName);
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case ECDSA -> new ECGenParameterSpec("secp256r1");
            case RSA -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        };
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(parameters());
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this JDK has no " + keyAlgorithm, e);
        }
    }
}
