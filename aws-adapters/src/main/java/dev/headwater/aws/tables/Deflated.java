package dev.headwater.aws.tables;

import dev.headwater.core.store.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bodies made small (raw DEFLATE, RFC 1951). A write is paid for by the kilobyte and a read by four, so what is no longer
 * than one stays a text; and only like this every body of {@link Body#MAX_BYTES} fits, since DynamoDB counts keys and names
 * into its 400 KB: JSON in UTF-8 never has control characters nor a good part of the bytes above 0x80, which leaves at
 * most 7.8 bits a byte, and the 1 % that has to go, goes.
 */
final class Deflated {
    private static final int WRITE_UNIT = 1024;

    private Deflated() {}

    /** Null where it is not worth it. */
    static byte @Nullable [] orNull(String json) {
        if (json.length() <= WRITE_UNIT / 3) {
            return null;
        }
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        if (text.length <= WRITE_UNIT) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length / 2);
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
                DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, 8192)) {
            deflating.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() < text.length ? out.toByteArray() : null;
    }

    /** @throws IllegalArgumentException where it is none of ours */
    static String text(byte[] deflated) {
        try (Inflater inflater = new Inflater(true);
                InflaterInputStream inflating =
                        new InflaterInputStream(new ByteArrayInputStream(deflated), inflater, 8192)) {
            byte[] text = inflating.readNBytes(Body.MAX_BYTES + 1);
            if (text.length > Body.MAX_BYTES) {
                throw new IllegalArgumentException("a body of more than " + Body.MAX_BYTES + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("a body that can not be inflated", e);
        }
    }
}
