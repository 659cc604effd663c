package dev.headwater.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Names for what something stored looks like: another name as soon as it is changed. Each row of a list has one, so they are
 * checksums that processors make, of different polynomials: a change is to be noticed, nobody to be kept from anything.
 */
public final class Etags {
    /** Times as numbers, which take a fraction of the time of texts. */
    private static final ObjectWriter WRITER = Operations.JSON
            .writer()
            .with(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .without(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS);

    private Etags() {}

    /** Of a record as it is stored, not as it is shown: what is shown may change by itself. 16 hex digits, no quotes. */
    public static String of(Object stored) {
        try {
            byte[] json = WRITER.writeValueAsBytes(stored);
            return HexFormat.of().toHexDigits(sum(new CRC32(), json) << Integer.SIZE | sum(new CRC32C(), json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(stored.getClass().getSimpleName() + " can not be written");
        }
    }

    private static long sum(Checksum empty, byte[] of) {
        empty.update(of);
        return empty.getValue();
    }
}
