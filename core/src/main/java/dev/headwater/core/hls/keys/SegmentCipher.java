package dev.headwater.core.hls.keys;

import dev.headwater.core.hls.SegmentName;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whole segments under METHOD=AES-128 (RFC 8216bis §4.4.4.4): AES-128-CBC with PKCS#7 padding. The initialization vector
 * follows from a segment's name, so that wherever it is listed it is the same, and nobody has to keep it.
 */
public final class SegmentCipher {
    private static final int BLOCK = 16;
    private static final int TS_PACKET = 188;

    private SegmentCipher() {}

    /**
     * The initialization vector of a segment: its sequence number, then the random bits of its name, 64 bits each. A service
     * that counts by itself uses one for all of a film: there the number is 0.
     */
    static byte[] iv(SegmentName name) {
        return ByteBuffer.allocate(BLOCK)
                .putLong(name.counted() ? 0 : name.sequence())
                .putLong(name.random())
                .array();
    }

    /** The same as {@code EXT-X-KEY} has it, without its {@code 0x}: 32 hex digits. */
    public static String ivText(SegmentName name) {
        return HexFormat.of().formatHex(iv(name));
    }

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

    /** How long an MPEG-TS segment is without its encryption: it has whole packets, and the padding is less than one. */
    public static long tsLength(long stored) {
        return (stored - 1) / TS_PACKET * TS_PACKET;
    }

    private static byte[] aes(int mode, ContentKey key, SegmentName name, byte[] input)
            throws BadPaddingException, IllegalBlockSizeException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding"); // as the JDK calls PKCS#7
            cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(iv(name)));
            return cipher.doFinal(input);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-128-CBC", e);
        }
    }
}
