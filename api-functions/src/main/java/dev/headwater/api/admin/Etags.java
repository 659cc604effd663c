package dev.headwater.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for what something stored looks like: another name as soon as it is changed. */
public final class Etags {
    private static final int BYTES = 8;

    private Etags() {}

    /** Of a record as it is stored, not as it is shown: what is shown may change by itself. 16 hex digits, no quotes. */
    public static String of(Object stored) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Operations.JSON.writeValueAsBytes(stored));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(stored.getClass().getSimpleName() + " can not be written");
        }
    }
}
