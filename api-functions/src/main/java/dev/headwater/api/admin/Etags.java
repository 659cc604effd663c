package dev.headwater.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names for what something stored looks like: another name as soon as it is changed. What is stored may hold what is not
 * shown, such as a source's password: a checksum could be computed back. Guesses at one can be tested by whoever is shown the
 * rest.
 */
public final class Etags {
    private static final int BYTES = 8;
    /** Times as numbers, which take a fraction of the time of texts. */
    private static final ObjectWriter WRITER = Operations.JSON
            .writer()
            .with(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .without(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS);

    private Etags() {}

    /** Of a record as it is stored, not as it is shown: what is shown may change by itself. 16 hex digits, no quotes. */
    public static String of(Object stored) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(WRITER.writeValueAsBytes(stored));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(stored.getClass().getSimpleName() + " can not be written");
        }
    }
}
