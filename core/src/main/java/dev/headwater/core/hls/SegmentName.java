package dev.headwater.core.hls;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment, {@code {yyyyMMddHH}-{fence}-{sequence}-{16 hex}}: never used twice, and not to be guessed. A
 * service that counts by itself makes a film's {@code vod-{fence}-{16 hex}-s_{sequence}}, all with the same random bits:
 * whoever is told one of a film is told them all.
 *
 * @param hour UTC hour the segment began in, or {@value #VOD} of a film's: the folder it lies in
 * @param fence of the lease under which it was made
 * @param sequence its media sequence number
 * @param random 64 random bits
 * @param counted whether the sequence number stands last
 */
public record SegmentName(String hour, long fence, long sequence, long random, boolean counted) {
    /** Stands in a film's names where a live segment has its hour. */
    public static final String VOD = "vod";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);
    /** What a service puts between the name it was given and its own number, which has five digits or more. */
    public static final String COUNTED = "-s";

    private static final Pattern GRAMMAR = Pattern.compile("(\\d{10}|vod)-(\\d{1,18})-(\\d{1,18})-([0-9a-f]{16})");
    private static final Pattern COUNTED_GRAMMAR =
            Pattern.compile("vod-(\\d{1,18})-([0-9a-f]{16})" + COUNTED + "_(\\d{5}|[1-9]\\d{5,8})");

    public static SegmentName of(Instant start, long fence, long sequence, long random) {
        return new SegmentName(hour(start), fence, sequence, random, false);
    }

    /** The hour of the names of what begins then: hours are ordered as their names are. */
    public static String hour(Instant start) {
        return HOUR.format(start);
    }

    /** The name of a piece of a film or an episode. */
    public static SegmentName vod(long fence, long sequence, long random) {
        return new SegmentName(VOD, fence, sequence, random, false);
    }

    /** Reads a name; empty where it is none. */
    public static Optional<SegmentName> parse(String text) {
        Matcher m = GRAMMAR.matcher(text);
        return m.matches()
                ? Optional.of(new SegmentName(
                        m.group(1),
                        Long.parseLong(m.group(2)),
                        Long.parseLong(m.group(3)),
                        Long.parseUnsignedLong(m.group(4), 16),
                        false))
                : parseCounted(text);
    }

    private static Optional<SegmentName> parseCounted(String text) {
        Matcher m = COUNTED_GRAMMAR.matcher(text);
        return m.matches()
                ? Optional.of(new SegmentName(
                        VOD,
                        Long.parseLong(m.group(1)),
                        Long.parseLong(m.group(3)),
                        Long.parseUnsignedLong(m.group(2), 16),
                        true))
                : Optional.empty();
    }

    /**
     * The initialization vector of this segment where it is encrypted, so that wherever it is listed it is the same and nobody
     * has to keep it: its sequence number, then its random bits, 64 bits each. A service that counts by itself uses one for all
     * of a film: there the number is 0.
     */
    public byte[] iv() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(counted ? 0 : sequence)
                .putLong(random)
                .array();
    }

    /** The same as {@code EXT-X-KEY} has it, without its {@code 0x}: 32 hex digits. */
    public String ivText() {
        return HexFormat.of().formatHex(iv());
    }

    @Override
    public String toString() {
        return counted
                ? String.format(Locale.ROOT, "%s-%d-%016x%s_%05d", hour, fence, random, COUNTED, sequence)
                : String.format(Locale.ROOT, "%s-%d-%d-%016x", hour, fence, sequence, random);
    }
}
