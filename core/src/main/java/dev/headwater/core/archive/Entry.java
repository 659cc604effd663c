package dev.headwater.core.archive;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an item spells a segment: {@code {fence}-{sequence}-{16 hex} {ms in its minute} {millis} {d|-} {key|-} {bytes,…}}.
 * The hour in its name is that of its beginning.
 */
final class Entry {
    private static final String NONE = "-";
    private static final String DISCONTINUITY = "d";
    private static final int FIELDS = 6;
    private static final int NAME_PARTS = 3;

    private Entry() {}

    static String of(Recorded recorded, Instant minute) {
        Segment segment = recorded.segment();
        SegmentName name = SegmentName.parse(segment.name())
                .orElseThrow(() -> new IllegalArgumentException("no name of a segment"));
        String key = segment.key();
        return String.format(
                Locale.ROOT,
                "%d-%d-%016x %d %d %s %s %s",
                name.fence(),
                name.sequence(),
                name.random(),
                Duration.between(minute, segment.start()).toMillis(),
                segment.millis(),
                segment.discontinuity() ? DISCONTINUITY : NONE,
                key == null ? NONE : key,
                recorded.bytes().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    static Recorded parse(String text, Instant minute, Format format, @Nullable String head) {
        String[] fields = text.split(" ", -1);
        String[] parts = fields[0].split(NONE, -1);
        if (fields.length != FIELDS || parts.length != NAME_PARTS) {
            throw new IllegalArgumentException("no segment of an archive");
        }
        Instant start = minute.plusMillis(Long.parseLong(fields[1]));
        SegmentName name = SegmentName.of(
                start, Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseUnsignedLong(parts[2], 16));
        @Nullable String key = fields[4].equals(NONE) ? null : fields[4];
        List<Long> bytes =
                Arrays.stream(fields[5].split(",", -1)).map(Long::valueOf).toList();
        return new Recorded(
                new Segment(
                        name.toString(),
                        Integer.parseInt(fields[2]),
                        start,
                        fields[3].equals(DISCONTINUITY),
                        key,
                        head),
                format,
                bytes);
    }
}
