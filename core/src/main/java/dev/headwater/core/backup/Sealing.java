package dev.headwater.core.backup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chunks of a stream under AES-256-GCM, as the STREAM construction has them (Hoang, Reyhanitabar, Rogaway, Vizár 2015):
 * the nonce is the chunk's number and whether it is the last one, so none can be changed, moved, left out or cut off
 * unnoticed. The key is of this one file; its first line is authenticated with every chunk.
 */
final class Sealing {
    static final int CHUNK = 64 * 1024;
    static final int TAG = 16;
    /** What OWASP asks of PBKDF2 with SHA-256 (2023): a third of a second. */
    static final int ROUNDS = 600_000;
    /** A line that asks for more would only hold us up. */
    static final int MAX_ROUNDS = 10_000_000;

    private final SecretKeySpec key;
    private final byte[] firstLine;
    private int number;

    Sealing(Preamble.Cipher cipher, Passphrase passphrase, byte[] firstLine) {
        this.key = key(cipher, passphrase);
        this.firstLine = firstLine;
    }

    /** The next chunk, enciphered. */
    byte[] seal(byte[] chunk, int length, boolean last) throws GeneralSecurityException {
        return next(Cipher.ENCRYPT_MODE, last).doFinal(chunk, 0, length);
    }

    /** The next chunk, readable; the exception says that it is not what was sealed. */
    byte[] open(byte[] sealed, int length, boolean last) throws GeneralSecurityException {
        return next(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
    }

    private Cipher next(int mode, boolean last) throws GeneralSecurityException {
        if (number < 0) {
            throw new GeneralSecurityException("more chunks than there are numbers");
        }
        byte[] nonce = ByteBuffer.allocate(12)
                .putInt(7, number++)
                .put(11, (byte) (last ? 1 : 0))
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(firstLine);
        return cipher;
    }

    private static SecretKeySpec key(Preamble.Cipher cipher, Passphrase passphrase) {
        char[] characters = passphrase.characters();
        PBEKeySpec spec = new PBEKeySpec(characters, HexFormat.of().parseHex(cipher.salt()), cipher.rounds(), 256);
        try {
            byte[] made = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(made, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }
}
