package dev.headwater.core.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals what has to be read again but must not stand open in a database: AES-256-GCM under a key from the secret store. */
public final class Sealer {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param keyName of the key in the secret store, made where there is none */
    public Sealer(SecretStore secrets, String keyName, SecureRandom random) {
        this.random = random;
        this.key = new SecretKeySpec(
                secrets.getOrCreate(keyName, () -> {
                    byte[] made = new byte[KEY_BYTES];
                    random.nextBytes(made);
                    return made;
                }),
                "AES");
    }

    /**
     * Returns base64 of nonce and ciphertext.
     *
     * @param context whose secret it is: it opens only under the same one; empty: anywhere
     */
    public String seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] ciphertext = aes(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), context);
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
        System.arraycopy(ciphertext, 0, both, NONCE_BYTES, ciphertext.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** The text again; {@link IllegalStateException} where key or context is another. */
    public String unseal(String sealed, String context) {
        byte[] both = Base64.getDecoder().decode(sealed);
        if (both.length < NONCE_BYTES) {
            throw unfit();
        }
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] ciphertext = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(aes(Cipher.DECRYPT_MODE, nonce, ciphertext, context), StandardCharsets.UTF_8);
    }

    private byte[] aes(int mode, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw unfit();
        }
    }

    private static IllegalStateException unfit() {
        return new IllegalStateException("a sealed secret does not fit this seal key");
    }
}
