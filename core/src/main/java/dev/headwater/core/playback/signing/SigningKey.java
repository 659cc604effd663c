package dev.headwater.core.playback.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A key pair that signs edge URLs.
 *
 * @param id the {@code Key-Pair-Id} of its signatures, shaped like CloudFront's: K and 13 of [0-9A-F], told from the
 *     public key unless edges call it otherwise
 */
public record SigningKey(String id, PrivateKey privateKey, PublicKey publicKey) {

    public static SigningKey generate() {
        return generate(SignatureAlgorithm.ECDSA);
    }

    public static SigningKey generate(SignatureAlgorithm algorithm) {
        try {
            return of(algorithm.generate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    public SignatureAlgorithm algorithm() {
        try {
            return SignatureAlgorithm.of(publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey of(KeyPair pair) throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
        String id = "K" + HexFormat.of().formatHex(digest).substring(0, 13).toUpperCase(Locale.ROOT);
        return new SigningKey(id, pair.getPrivate(), pair.getPublic());
    }

    /** The same key by another id. */
    SigningKey called(String otherId) {
        return new SigningKey(otherId, privateKey, publicKey);
    }

    /** For a secret store: the private key as PKCS #8, then the public key as X.509, each behind its length. */
    public byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {privateKey.getEncoded(), publicKey.getEncoded()}) {
                out.writeShort(part.length);
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encoded()} wrote. */
    public static SigningKey decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            byte[] privateKey = in.readNBytes(in.readUnsignedShort());
            byte[] publicKey = in.readNBytes(in.readUnsignedShort());
            return decode(privateKey, publicKey);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("a stored signing key can not be read");
        }
    }

    private static SigningKey decode(byte[] privateKey, byte[] publicKey) throws GeneralSecurityException {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            KeyFactory factory = KeyFactory.getInstance(algorithm.keyAlgorithm());
            PublicKey read;
            try {
                read = factory.generatePublic(new X509EncodedKeySpec(publicKey));
            } catch (InvalidKeySpecException e) {
                // The encoding names its algorithm: a key of the other.
                continue;
            }
            return of(new KeyPair(read, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey))));
        }
        throw new InvalidKeySpecException("no key that signs edge URLs");
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
