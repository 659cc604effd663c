package dev.headwater.core.importing;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.LineStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a file of lines; what is wrong with it is an {@link IllegalArgumentException}. */
final class LineRow {
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._@-]{1,64}");
    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}");
    private static final Set<String> NEVER = Set.of("", "0", "null", "never", "unlimited", "none", "-");
    private static final Set<String> YES = Set.of("1", "true", "yes");
    /** Seconds have up to ten digits for the next 260 years. */
    private static final int SECONDS_DIGITS = 10;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final long row;
    private final Map<LinesReader.Column, Integer> columns;
    private final List<String> fields;

    LineRow(long row, Map<LinesReader.Column, Integer> columns, List<String> fields) {
        this.row = row;
        this.columns = columns;
        this.fields = fields;
    }

    ImportedLine read() {
        String name = field(LinesReader.Column.NAME);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a line's name is 1 to 64 of A-Z a-z 0-9 . _ @ - but not . or ..");
        }
        String password = field(LinesReader.Column.PASSWORD);
        if (password.length() > Credentials.MAX_LENGTH || password.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a password has at most " + Credentials.MAX_LENGTH + " characters and no control characters");
        }
        return new ImportedLine(
                row,
                name,
                password,
                columns.containsKey(LinesReader.Column.EXPIRES),
                expiry(field(LinesReader.Column.EXPIRES)),
                connections(field(LinesReader.Column.CONNECTIONS)),
                bouquets(field(LinesReader.Column.BOUQUETS)),
                status(),
                YES.contains(field(LinesReader.Column.TRIAL).toLowerCase(Locale.ROOT)));
    }

    private String field(LinesReader.Column column) {
        Integer index = columns.get(column);
        return index == null || index >= fields.size() ? "" : fields.get(index).strip();
    }

    private static @Nullable Instant expiry(String text) {
        if (NEVER.contains(text.toLowerCase(Locale.ROOT))) {
            return null;
        }
        Instant moment = moment(text);
        if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST)) {
            throw new IllegalArgumentException("a line expires within the years 1970 to 9999, or never");
        }
        return moment;
    }

    private static Instant moment(String text) {
        try {
            if (EPOCH.matcher(text).matches()) {
                long number = Long.parseLong(text);
                return text.length() > SECONDS_DIGITS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            }
            if (text.length() == "2027-01-31".length()) {
                return LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
            String iso = text.replace(' ', 'T');
            return iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a line expires at epoch seconds, on a date such as 2027-01-31, at 2027-01-31 12:00:00 (UTC), or never",
                    e);
        }
    }

    /** None said, or none at all, which systems write for no limit: the most there is. */
    private static @Nullable Integer connections(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("connections are a number");
        }
        int number = Integer.parseInt(text);
        return number == 0 ? ConnectionLimit.MAX_CONNECTIONS : Math.min(number, ConnectionLimit.MAX_CONNECTIONS);
    }

    private static @Nullable List<String> bouquets(String text) {
        List<String> names = Arrays.stream(text.replaceAll("[\\[\\]\"]", "").split("[;|,]", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return names.isEmpty() ? null : names;
    }

    private @Nullable LineStatus status() {
        if (YES.contains(field(LinesReader.Column.BANNED).toLowerCase(Locale.ROOT))) {
            return LineStatus.BANNED;
        }
        return switch (field(LinesReader.Column.STATUS).toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "active", "enabled", "1", "true", "yes", "expired", "trial" -> LineStatus.ACTIVE;
            case "disabled", "0", "false", "no", "inactive" -> LineStatus.DISABLED;
            case "banned" -> LineStatus.BANNED;
            default -> throw new IllegalArgumentException("a line's status is active, disabled or banned");
        };
    }
}
