package dev.headwater.core.hls.keys;

import dev.headwater.core.hls.SegmentName;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whole segments under METHOD=AES-128 (RFC 8216bis §4.4.4.4): AES-128-CBC with PKCS#7 padding. The initialization vector
 * follows from a segment's name.
 */
public final class SegmentCipher {
    /** In bytes; what is encrypted is a whole number of them long. */
    public static final int BLOCK = 16;

    private SegmentCipher() {}

    /** A segment as it is stored: up to 16 bytes longer. */
    public static byte[] encrypt(ContentKey key, SegmentName name, byte[] clear) {
        try {
            return aes(Cipher.ENCRYPT_MODE, key, name, clear);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw new IllegalStateException("a segment can not be encrypted", e);
        }
    }

    /** A stored segment as it was; empty: it was not encrypted with this key under this name, or is damaged. */
    public static Optional<byte[]> decrypt(ContentKey key, SegmentName name, byte[] stored) {
        try {
            return Optional.of(aes(Cipher.DECRYPT_MODE, key, name, stored));
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            return Optional.empty();
        }
    }

    private static byte[] aes(int mode, ContentKey key, SegmentName name, byte[] input)
            throws BadPaddingException, IllegalBlockSizeException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding"); // as the JDK calls PKCS#7
            cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(name.iv()));
            return cipher.doFinal(input);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-128-CBC", e);
        }
    }
}
