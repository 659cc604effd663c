package dev.headwater.api.listing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How the Xtream API spells values. */
public final class Wire {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wire() {}

    /** An id as a parameter; empty: it is none that we could have given. */
    public static OptionalInt id(String text) {
        return text.matches("[1-9]\\d{0,9}") && Long.parseLong(text) <= Integer.MAX_VALUE
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    public static String epoch(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }

    /** {@code 2026-11-20 14:00:00}, in UTC as everything we say. */
    public static String wallClock(Instant instant) {
        return TIME.format(instant);
    }

    /** {@code 2026-11-20}; empty: unknown. */
    public static String date(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    /** Empty: unknown. */
    public static String year(@Nullable LocalDate date) {
        return date == null ? "" : Integer.toString(date.getYear());
    }

    /** {@code 01:35:00}. */
    public static String duration(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Minutes, of a minute begun. */
    public static int minutes(int seconds) {
        return Math.ceilDiv(seconds, 60);
    }

    /** A rating of ten as one of five, to one decimal. */
    public static double outOfFive(double ofTen) {
        return Math.round(ofTen * 5) / 10.0;
    }

    public static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
