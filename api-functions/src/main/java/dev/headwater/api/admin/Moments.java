package dev.headwater.api.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Moments as operators type them: a date, or a moment in ISO 8601, both in UTC. */
public final class Moments {
    private Moments() {}

    /** A date is its first moment. */
    public static Instant begin(String text) {
        return parse(text, 0);
    }

    /** A date is the first moment of the day after it. */
    public static Instant end(String text) {
        return parse(text, 1);
    }

    private static Instant parse(String text, int days) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new OperationException("'" + text + "' is no date such as 2027-01-31, nor 2027-01-31T12:00:00Z");
        }
    }
}
