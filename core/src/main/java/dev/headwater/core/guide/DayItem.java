package dev.headwater.core.guide;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What one source says of one guide id and UTC day, as it is stored.
 *
 * @param source id of the source
 * @param day in UTC
 * @param bytes how long the programmes are, inflated
 * @param data programmes, deflated, in Base64
 */
record DayItem(int source, LocalDate day, int bytes, String data) {
    /** What fits an item with its Base64 and the JSON around it. */
    static final int MAX_DEFLATED = 305_000;

    /** What is ever read back: far more than what deflates to {@link #MAX_DEFLATED} in a guide people watch. */
    static final int MAX_BYTES = 8 << 20;

    private static final int BLOCK = 8192;

    /** What the programmes' bytes are known by: a day with the same was not changed. */
    static String hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** @param deflater not in use anywhere else; it can be used again */
    static DayItem pack(int source, LocalDate day, byte[] bytes, int length, Deflater deflater) {
        deflater.reset();
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 3 + 64);
        byte[] block = new byte[BLOCK];
        while (!deflater.finished()) {
            out.write(block, 0, deflater.deflate(block));
        }
        return new DayItem(source, day, length, Base64.getEncoder().encodeToString(out.toByteArray()));
    }

    /** When its day began. */
    long epochSecond() {
        return day.toEpochDay() * 86_400;
    }

    Instant expiry(int keepDays) {
        return day.plusDays(keepDays + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** As much of its beginning as can be stored. */
    DayItem cut(Deflater deflater) {
        List<Programme> programmes = unpack();
        DayItem cut = this;
        while (!cut.fits()) {
            programmes = programmes.subList(0, programmes.size() * 3 / 4);
            ByteSink plain = new ByteSink(bytes);
            for (Programme programme : programmes) {
                long start = programme.start().getEpochSecond();
                ProgrammeCodec.writeTimes(
                        plain, start - epochSecond(), programme.stop().getEpochSecond() - start);
                ProgrammeCodec.writeTexts(plain, ProgrammeCodec.Texts.of(programme));
            }
            cut = pack(source, day, plain.array(), plain.length(), deflater);
        }
        return cut;
    }

    /** Whether it can be stored. */
    boolean fits() {
        return bytes <= MAX_BYTES && data.length() <= (MAX_DEFLATED + 2) / 3 * 4;
    }

    /** @throws IllegalArgumentException where it can not be read */
    List<Programme> unpack() {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a day of the guide of " + bytes + " bytes");
        }
        byte[] inflated = new byte[bytes];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(Base64.getDecoder().decode(data));
            int length = inflater.inflate(inflated);
            return ProgrammeCodec.read(
                    ByteBuffer.wrap(inflated, 0, length),
                    day.atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a day of the guide can not be inflated", e);
        }
    }
}
