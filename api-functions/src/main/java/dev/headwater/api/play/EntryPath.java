package dev.headwater.api.play;

import dev.headwater.core.account.Credentials;
import dev.headwater.core.playback.StreamFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code [/live]/{user}/{password}/{id}[.{extension}]}, read off the raw path: credentials arrive percent-encoded or as
 * they are, and are decoded once. No extension means MPEG-TS.
 */
record EntryPath(Credentials credentials, int id, StreamFormat format) {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:/live)?/([^/]+)/([^/]+)/(\\d{1,10})(?:\\.([a-z0-9]{1,8}))?");

    static Optional<EntryPath> parse(String rawPath) {
        Matcher m = GRAMMAR.matcher(rawPath);
        if (!m.matches() || Long.parseLong(m.group(3)) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        try {
            Credentials credentials = new Credentials(decode(m.group(1)), decode(m.group(2)));
            int id = Integer.parseInt(m.group(3));
            return format(m.group(4)).map(format -> new EntryPath(credentials, id, format));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<StreamFormat> format(@Nullable String extension) {
        return switch (extension) {
            case "m3u8" -> Optional.of(StreamFormat.HLS);
            case "ts" -> Optional.of(StreamFormat.MPEG_TS);
            case null -> Optional.of(StreamFormat.MPEG_TS);
            default -> Optional.empty();
        };
    }

    /** In a path, unlike in a form, a plus is a plus. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
