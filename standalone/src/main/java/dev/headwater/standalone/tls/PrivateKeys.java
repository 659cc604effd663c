package dev.headwater.standalone.tls;

import dev.headwater.api.admin.OperationException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the private key of a PEM file (RFC 7468). Besides PKCS #8 there are the older forms that ACME clients and openssl
 * still write: {@code RSA PRIVATE KEY} (RFC 8017) and {@code EC PRIVATE KEY} (RFC 5915), which are what PKCS #8 wraps.
 */
final class PrivateKeys {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    /** @param publicKey of the certificate, which says what kind of key it is */
    static PrivateKey read(String pem, Path file, PublicKey publicKey) {
        Matcher block = BLOCK.matcher(pem);
        if (pem.contains("Proc-Type: 4,ENCRYPTED")
                || (block.find() && block.group(1).startsWith("ENCRYPTED"))) {
            throw new OperationException("the key in " + file
                    + " is protected by a passphrase; write it without one: openssl pkey -in OLD -out NEW");
        }
        block.reset();
        if (!block.find()) {
            throw new OperationException("there is no private key in " + file + " (PEM, BEGIN PRIVATE KEY)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1).equals("PRIVATE KEY") ? der : wrapped(der, publicKey);
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: what could not be read is a secret.
            throw new OperationException("the key in " + file + " is damaged, or is none of the certificate's kind ("
                    + publicKey.getAlgorithm() + ")");
        }
    }

    /** A PrivateKeyInfo (RFC 5208) of the same algorithm and parameters as the public key. */
    private static byte[] wrapped(byte[] der, PublicKey publicKey) {
        return element(SEQUENCE, VERSION_0, algorithm(publicKey.getEncoded()), element(OCTET_STRING, der));
    }

    /** The first element of a SubjectPublicKeyInfo; it is shorter than 128 bytes for every algorithm there is. */
    private static byte[] algorithm(byte[] publicKeyInfo) {
        int start = publicKeyInfo[1] >= 0 ? 2 : 2 + (publicKeyInfo[1] & 0x7f);
        byte[] algorithm = new byte[2 + publicKeyInfo[start + 1]];
        ByteBuffer.wrap(publicKeyInfo).get(start, algorithm);
        return algorithm;
    }

    private static byte[] element(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length + 4).put((byte) tag);
        if (length < 0x80) {
            out.put((byte) length);
        } else if (length < 0x100) {
            out.put((byte) 0x81).put((byte) length);
        } else {
            out.put((byte) 0x82).putShort((short) length);
        }
        for (byte[] content : contents) {
            out.put(content);
        }
        byte[] element = new byte[out.position()];
        out.get(0, element);
        return element;
    }
}
