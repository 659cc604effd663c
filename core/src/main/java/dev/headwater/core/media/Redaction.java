package dev.headwater.core.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Takes out of a text what URLs in it give away: user and password, also in the path as IPTV panels want it, at any depth,
 * and the query. A URL ends where white space begins: rather too much is hidden than too little.
 */
public final class Redaction {
    private static final String HIDDEN = "…";
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s?#]+@(?=[^@])");
    private static final Pattern HTTP_URL = Pattern.compile(
            "(?<server>https?://[^/?#\\s]*)(?<path>[^?#\\s]*)(?<mark>[?#]?)\\S*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PANEL_WORD = Pattern.compile(
            "(?:live|movie|series|timeshifts?|streaming|hls|playlist|epg|player_api|panel_api|xmltv|get|thumbs?|subtitles?)"
                    + "(?:\\.php)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PANEL_STREAM = Pattern.compile("\\d+(?:\\W.*)?");

    private Redaction() {}

    public static String of(String text) {
        String hidden = USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        return HTTP_URL.matcher(hidden)
                .replaceAll(m -> Matcher.quoteReplacement(url(m.group("server"), m.group("path"), m.group("mark"))));
    }

    private static String url(String server, String path, String mark) {
        return server + path(path) + (mark.isEmpty() ? "" : mark + HIDDEN);
    }

    /** Hides the two segments behind a panel's word, and the two before a stream's number. */
    private static String path(String path) {
        String[] segments = path.split("/", -1);
        String[] shown = segments.clone();
        int[] named = IntStream.range(0, segments.length)
                .filter(i -> !segments[i].isEmpty())
                .toArray();
        for (int i = 0; i + 2 < named.length; i++) {
            if (PANEL_WORD.matcher(segments[named[i]]).matches()) {
                shown[named[i + 1]] = HIDDEN;
                shown[named[i + 2]] = HIDDEN;
            } else if (PANEL_STREAM.matcher(segments[named[i + 2]]).matches()) {
                shown[named[i]] = HIDDEN;
                shown[named[i + 1]] = HIDDEN;
            }
        }
        return String.join("/", shown);
    }
}
