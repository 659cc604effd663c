package dev.headwater.core.media;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
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
    private static final Pattern STREAM_URL = Pattern.compile(
            "(?<scheme>srt|rtmps?|rtsps?)(?<server>://[^/?#\\s]*)(?<path>[^?#\\s]*)(?:\\?(?<query>\\S*)|#\\S*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN_OPTION =
            Pattern.compile("mode=(?:caller|listener)|latency=\\d{1,6}|transport=(?:tcp|udp)|listen");
    private static final Pattern PANEL_WORD = Pattern.compile(
            "(?:live|movie|series|timeshifts?|streaming|hls|playlist|epg|player_api|panel_api|xmltv|get|thumbs?|subtitles?)"
                    + "(?:\\.php)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PANEL_STREAM = Pattern.compile("\\d+(?:\\W.*)?");

    private Redaction() {}

    public static String of(String text) {
        // Lists show thousands of sources: what can not be there is not looked for.
        if (!text.contains("://")) {
            return text;
        }
        String hidden = text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        String plain = HTTP_URL.matcher(hidden)
                .replaceAll(m -> Matcher.quoteReplacement(url(m.group("server"), m.group("path"), m.group("mark"))));
        return hasStream(plain)
                ? STREAM_URL.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(stream(m)))
                : plain;
    }

    /** Whether there is a URL of anything but HTTP. */
    private static boolean hasStream(String text) {
        for (int i = text.indexOf("://"); i >= 0; i = text.indexOf("://", i + 1)) {
            if (!text.regionMatches(true, i - 4, "http", 0, 4) && !text.regionMatches(true, i - 5, "https", 0, 5)) {
                return true;
            }
        }
        return false;
    }

    /** Of RTMP's path the first part is where, and the rest what: often a stream key. */
    private static String stream(MatchResult url) {
        boolean rtmp = url.group("scheme").toLowerCase(Locale.ROOT).startsWith("rtmp");
        String path = url.group("path");
        int slash = path.indexOf('/', 1);
        String shown = rtmp
                ? slash < 0 || slash + 1 == path.length() ? path : path.substring(0, slash + 1) + HIDDEN
                : path(path);
        String query = url.group("query");
        return url.group("scheme") + url.group("server") + shown + (query == null ? "" : "?" + options(query));
    }

    private static String options(String query) {
        String[] all = query.split("&", -1);
        List<String> plain = Arrays.stream(all)
                .filter(option -> PLAIN_OPTION.matcher(option).matches())
                .toList();
        String shown = String.join("&", plain);
        return plain.size() == all.length ? shown : shown.isEmpty() ? HIDDEN : shown + "&" + HIDDEN;
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
