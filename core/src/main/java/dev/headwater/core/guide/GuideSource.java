package dev.headwater.core.guide;

import dev.headwater.core.InvalidValueException;
import dev.headwater.core.media.Redaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of the guide comes from.
 *
 * @param id as items of the guide name it; not the {@code epg_id} of rows that apps get, which is constant: a programme does
 *     not say which source it is from, and no app asks by it
 * @param name as commands name it
 * @param location an http or https URL, or an absolute path; empty: made by the server itself
 * @param allowsPrivate whether its URL may lead to private and loopback addresses
 * @param priority of several sources that have a day of a guide id, the one with the lowest number is shown; then the one
 *     with the lowest id
 * @param zone what times without an offset are in, as an id of the IANA time zone database
 * @param span which days are kept
 * @param last how the last import that was taken ended; null: there was none
 */
public record GuideSource(
        int id,
        String name,
        String location,
        boolean allowsPrivate,
        int priority,
        String zone,
        Span span,
        @Nullable Last last) {
    public static final int DEFAULT_PRIORITY = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_LOCATION = 8192;
    private static final int MAX_PRIORITY = 1_000_000;

    public GuideSource {
        if (!isName(name)) {
            throw new InvalidValueException("name", "a guide source's name is 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (location.length() > MAX_LOCATION) {
            throw new InvalidValueException(
                    "source", "a guide source's location has up to " + MAX_LOCATION + " characters");
        }
        if (priority < 1 || priority > MAX_PRIORITY) {
            throw new InvalidValueException("priority", "a priority is 1 to " + MAX_PRIORITY);
        }
        if (!zone.equals(ZoneOffset.UTC.getId())
                && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new InvalidValueException("zone", "there is no time zone of that name; they read like Europe/Berlin");
        }
    }

    /**
     * Days kept around today, in UTC.
     *
     * @param behind days before today
     * @param ahead days after today
     */
    public record Span(int behind, int ahead) {
        public static final Span DEFAULT = new Span(7, 14);
        private static final int MAX = 60;

        public Span {
            require("daysBehind", behind);
            require("daysAhead", ahead);
        }

        private static void require(String field, int days) {
            if (days < 0 || days > MAX) {
                throw new InvalidValueException(field, "a guide is kept for 0 to " + MAX + " days behind and ahead");
            }
        }
    }

    /**
     * An import that was taken.
     *
     * @param programmes within the days kept
     */
    public record Last(Instant at, int channels, int programmes) {}

    /** Whether a source may be called so; of any other name there is none. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A source whose times carry offsets or are UTC, with all else as usual. */
    public static GuideSource of(int id, String name, String location) {
        return new GuideSource(id, name, location, false, DEFAULT_PRIORITY, ZoneOffset.UTC.getId(), Span.DEFAULT, null);
    }

    /** The same under an id. */
    public GuideSource under(int newId) {
        return new GuideSource(newId, name, location, allowsPrivate, priority, zone, span, last);
    }

    public GuideSource imported(Last newLast) {
        return new GuideSource(id, name, location, allowsPrivate, priority, zone, span, newLast);
    }

    /** Whether it is fetched, not read from a file. */
    public boolean isWeb() {
        String start = location.substring(0, Math.min(location.length(), 8)).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /** Whether the server makes it itself. */
    public boolean isOwn() {
        return location.isEmpty();
    }

    /** Where it lies, without what its URL gives away. */
    public String shownLocation() {
        return Redaction.of(location);
    }

    @Override
    public String toString() {
        return "GuideSource[" + id + ", " + name + "]";
    }
}
