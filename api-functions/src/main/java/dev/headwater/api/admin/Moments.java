package dev.headwater.api.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Moments as operators type them: a date, or a moment in ISO 8601, both in UTC. */
public final class Moments {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

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
            Instant moment = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw new OperationException("'" + text + "' is not within the years 2000 to 9999");
            }
            return moment;
        } catch (DateTimeException e) {
            throw new OperationException("'" + text + "' is no date such as 2027-01-31, nor 2027-01-31T12:00:00Z");
        }
    }
}
