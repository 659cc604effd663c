package dev.headwater.api.play;

import dev.headwater.api.http.Parameters;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.archive.Span;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a channel's past, as apps ask for it.
 *
 * @param form null: as what it plays here, since the app does not say
 */
record PastRequest(Credentials credentials, int id, Span span, EntryPath.@Nullable Form form) {
    private static final Pattern ID_LAST =
            Pattern.compile("/timeshift/([^/]+)/([^/]+)/([^/]+)/([^/]+)/(\\d{1,10})(?:\\.([A-Za-z0-9]{1,8}))?");
    private static final Pattern START_LAST =
            Pattern.compile("/timeshifts/([^/]+)/([^/]+)/([^/]+)/(\\d{1,10})/([^/]+?)(?:\\.(ts|m3u8))?");

    /** What players of a shifted live address are shown: they do not say where it is to end, and ask for all of it again as it grows. */
    static final Duration SHIFTED = Duration.ofHours(4);

    private static final Duration WITHOUT_DURATION = Duration.ofHours(2);

    /** What came of reading one. */
    sealed interface Reading {
        record Read(PastRequest request) implements Reading {}

        /** No start, or no duration, or none that can be read. */
        record Bad() implements Reading {}

        /** No address at all. */
        record Unknown() implements Reading {}
    }

    /** {@code /timeshift/U/P/MINUTES/START/ID.ext} and {@code /timeshifts/U/P/MINUTES/ID/START.ext}. */
    static Reading ofPath(String rawPath) {
        Matcher last = ID_LAST.matcher(rawPath);
        if (last.matches()) {
            return of(last, last.group(4), last.group(5), last.group(6));
        }
        Matcher first = START_LAST.matcher(rawPath);
        return first.matches() ? of(first, first.group(5), first.group(4), first.group(6)) : new Reading.Unknown();
    }

    private static Reading of(Matcher path, String start, String id, @Nullable String extension) {
        try {
            return of(
                    new Credentials(decode(path.group(1)), decode(path.group(2))),
                    id,
                    minutes(decode(path.group(3))),
                    start(decode(start)),
                    extension == null ? "ts" : extension);
        } catch (IllegalArgumentException e) {
            return new Reading.Unknown();
        }
    }

    /** {@code username}, {@code password}, {@code stream}, {@code start}, {@code duration} and {@code extension}. */
    static Reading ofQuery(Parameters parameters) {
        String duration = parameters.get("duration");
        return of(
                parameters.credentials(),
                parameters.get("stream"),
                duration.isEmpty() ? Optional.of(WITHOUT_DURATION) : minutes(duration),
                start(parameters.get("start")),
                parameters.get("extension"));
    }

    /** A plus stands for a blank, or a blank for the plus of an offset, as apps leave it unescaped. */
    private static Optional<Instant> start(String text) {
        return StartTime.parse(text)
                .or(() -> StartTime.parse(text.replace('+', ' ')))
                .or(() -> StartTime.parse(text.strip().replace(' ', '+')));
    }

    private static Reading of(
            Credentials credentials,
            String stream,
            Optional<Duration> length,
            Optional<Instant> start,
            String extension) {
        OptionalInt id = id(stream);
        if (length.isEmpty() || start.isEmpty()) {
            return new Reading.Bad();
        }
        if (id.isEmpty()) {
            return new Reading.Unknown();
        }
        Span span = new Span(start.get(), length.get());
        return switch (extension) {
            case "" -> new Reading.Read(new PastRequest(credentials, id.getAsInt(), span, null));
            case "ts" -> new Reading.Read(new PastRequest(credentials, id.getAsInt(), span, EntryPath.Form.STREAM));
            case "m3u8" -> new Reading.Read(new PastRequest(credentials, id.getAsInt(), span, EntryPath.Form.HLS));
            default -> new Reading.Unknown();
        };
    }

    /** A live address with {@code utc}: from then on, for some hours; empty where it has none. */
    static Optional<Reading> shifted(EntryPath entry, Parameters parameters) {
        String utc = parameters.get("utc");
        return utc.isEmpty() || entry.form() == EntryPath.Form.FILE
                ? Optional.empty()
                : Optional.of(StartTime.parse(utc)
                        .<Reading>map(start -> new Reading.Read(new PastRequest(
                                entry.credentials(), entry.id(), new Span(start, SHIFTED), entry.form())))
                        .orElseGet(Reading.Bad::new));
    }

    /** No more than one playlist lists: whoever asks for a day gets its beginning. */
    private static Optional<Duration> minutes(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Duration asked = Duration.ofMinutes(Long.parseLong(text));
        return asked.isPositive()
                ? Optional.of(asked.compareTo(Span.LONGEST) > 0 ? Span.LONGEST : asked)
                : Optional.empty();
    }

    private static OptionalInt id(String text) {
        return text.matches("\\d{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** In a path, unlike in a form, a plus is a plus. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
