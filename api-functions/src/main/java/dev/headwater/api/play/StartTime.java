package dev.headwater.api.play;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When catch-up is to begin, in every form that apps and panels write: epoch seconds or milliseconds, {@code
 * 2026-03-29:00-30} with a colon, a blank, a {@code T} or an underscore between and colons or dashes behind, with seconds
 * or without, ISO 8601 with its offset, {@code 20260329-00}. What names no zone is UTC, as all times we tell apps are. An
 * hour of 24 is midnight of the very day, as some formatters write it.
 */
final class StartTime {
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLIS = Pattern.compile("\\d{13}");
    private static final Pattern HOUR = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})-(\\d{2})");
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[:_ T](\\d{2})[-:](\\d{2})(?:[-:](\\d{2}))?");
    private static final Pattern ISO = Pattern.compile("[-0-9:.T]{15,32}(?:Z|[+-]\\d{2}:?\\d{2})");
    private static final DateTimeFormatter OFFSET_WITHOUT_COLON =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSS]XX");

    private StartTime() {}

    static Optional<Instant> parse(String text) {
        String trimmed = text.strip();
        try {
            if (SECONDS.matcher(trimmed).matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(trimmed)));
            }
            if (MILLIS.matcher(trimmed).matches()) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(trimmed)));
            }
            Matcher hour = HOUR.matcher(trimmed);
            if (hour.matches()) {
                return Optional.of(utc(hour, "00", null));
            }
            Matcher clock = CLOCK.matcher(trimmed);
            if (clock.matches()) {
                return Optional.of(utc(clock, clock.group(5), clock.group(6)));
            }
            return ISO.matcher(trimmed).matches() ? Optional.of(iso(trimmed)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant utc(Matcher date, String minute, @Nullable String second) {
        int hour = Integer.parseInt(date.group(4));
        return LocalDateTime.of(
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)),
                        hour == 24 ? 0 : hour,
                        Integer.parseInt(minute),
                        second == null ? 0 : Integer.parseInt(second))
                .toInstant(ZoneOffset.UTC);
    }

    private static Instant iso(String text) {
        boolean hasColon = text.endsWith("Z") || text.charAt(text.length() - 3) == ':';
        return (hasColon ? OffsetDateTime.parse(text) : OffsetDateTime.parse(text, OFFSET_WITHOUT_COLON)).toInstant();
    }
}
