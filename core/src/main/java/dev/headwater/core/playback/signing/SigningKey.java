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
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An ECDSA P-256 key pair that signs edge URLs.
 *
 * @param id the {@code Key-Pair-Id} of its signatures, shaped like CloudFront's: K and 13 of [0-9A-F], told from the
 *     public key
 */
public record SigningKey(String id, PrivateKey privateKey, PublicKey publicKey) {

    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    private static SigningKey of(KeyPair pair) throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
        String id = "K" + HexFormat.of().formatHex(digest).substring(0, 13).toUpperCase(Locale.ROOT);
        return new SigningKey(id, pair.getPrivate(), pair.getPublic());
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
            KeyFactory factory = KeyFactory.getInstance("EC");
            PrivateKey privateKey =
                    factory.generatePrivate(new PKCS8EncodedKeySpec(in.readNBytes(in.readUnsignedShort())));
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(in.readNBytes(in.readUnsignedShort())));
            return of(new KeyPair(publicKey, privateKey));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("a stored signing key can not be read");
        }
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
