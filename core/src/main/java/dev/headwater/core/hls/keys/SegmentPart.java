package dev.headwater.core.hls.keys;

import dev.headwater.core.hls.SegmentName;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A part of a segment that {@link SegmentCipher} encrypted, without the rest of it: each block of AES-CBC needs the one before
 * and nothing else.
 *
 * @param clearLength of the whole segment in the clear
 * @param offset of the part in the clear
 * @param length of the part in the clear, in bytes
 */
public record SegmentPart(long clearLength, long offset, int length) {
    private static final int BLOCK = SegmentCipher.BLOCK;

    public SegmentPart {
        if (offset < 0 || length < 1 || offset + length > clearLength) {
            throw new IllegalArgumentException("a part is within its segment");
        }
    }

    /** Where its stored bytes begin: one block before its own. */
    public long storedOffset() {
        return Math.max(0, firstBlock() - BLOCK);
    }

    /** How many bytes of what is stored it needs; with the last one goes the padding. */
    public long storedLength() {
        long end = offset + length;
        return (isLast() ? padded(clearLength) : (end + BLOCK - 1) / BLOCK * BLOCK) - storedOffset();
    }

    /** The part in the clear; empty: it was not encrypted with this key under this name, as far as its end tells. */
    public Optional<byte[]> decrypt(ContentKey key, SegmentName name, byte[] stored) {
        boolean isFirst = firstBlock() == 0;
        byte[] iv = isFirst ? name.iv() : Arrays.copyOf(stored, BLOCK);
        int from = isFirst ? 0 : BLOCK;
        byte[] clear;
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(iv));
            clear = cipher.doFinal(stored, from, stored.length - from);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
        int begin = Math.toIntExact(offset - firstBlock());
        return isLast() && !endsPadded(clear)
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(clear, begin, begin + length));
    }

    private boolean endsPadded(byte[] clear) {
        int padding = Math.toIntExact(padded(clearLength) - clearLength);
        for (int i = clear.length - padding; i < clear.length; i++) {
            if (clear[i] != padding) {
                return false;
            }
        }
        return true;
    }

    private boolean isLast() {
        return offset + length == clearLength;
    }

    private long firstBlock() {
        return offset / BLOCK * BLOCK;
    }

    /** There is always some padding. */
    private static long padded(long clear) {
        return clear / BLOCK * BLOCK + BLOCK;
    }
}
