package dev.headwater.api.play;

import dev.headwater.core.account.Credentials;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code [/live | /movie | /series]/{user}/{password}/{id}[.{extension}]}, read off the raw path: credentials arrive
 * percent-encoded or as they are, and are decoded once. No extension means MPEG-TS. Of a film and an episode apps guess the
 * extension: whatever it is but {@code m3u8}, it means the file.
 */
record EntryPath(Credentials credentials, int id, Form form) {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:/(live|movie|series))?/([^/]+)/([^/]+)/(\\d{1,10})(?:\\.([A-Za-z0-9]{1,8}))?");

    /** As what something is asked for. */
    enum Form {
        HLS,
        /** One endless MPEG-TS. */
        STREAM,
        /** One MP4. */
        FILE
    }

    static Optional<EntryPath> parse(String rawPath) {
        Matcher m = GRAMMAR.matcher(rawPath);
        if (!m.matches() || Long.parseLong(m.group(4)) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        try {
            Credentials credentials = new Credentials(decode(m.group(2)), decode(m.group(3)));
            int id = Integer.parseInt(m.group(4));
            return form(m.group(1), m.group(5)).map(form -> new EntryPath(credentials, id, form));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Form> form(@Nullable String prefix, @Nullable String extension) {
        boolean isFilm = prefix != null && !prefix.equals("live");
        return switch (extension) {
            case "m3u8" -> Optional.of(Form.HLS);
            case null -> Optional.of(isFilm ? Form.FILE : Form.STREAM);
            case "ts" -> Optional.of(isFilm ? Form.FILE : Form.STREAM);
            default -> isFilm ? Optional.of(Form.FILE) : Optional.empty();
        };
    }

    /** In a path, unlike in a form, a plus is a plus. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
