package dev.headwater.core.media;

import java.util.regex.Pattern;

/** Takes out of a text what URLs in it give away: user and password, also in the path as IPTV panels want it, and the query. */
public final class Redaction {
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s?#]+@(?=[^@])");
    private static final Pattern QUERY = Pattern.compile("(?<=\\bhttps?://[^\\s?'\"]{1,2000})\\?[^\\s'\"]+");
    private static final Pattern PANEL_PATH = Pattern.compile(
            "(?<=\\bhttps?://[^/\\s]{1,300}/)((?:live|movie|series|timeshift)/)?[^/\\s]+/[^/\\s]+/(?=\\d+(?:[./?\\s'\"]|$))");

    private Redaction() {}

    public static String of(String text) {
        String hidden = USER_INFO.matcher(text).replaceAll("…@");
        hidden = PANEL_PATH.matcher(hidden).replaceAll(m -> (m.group(1) == null ? "" : m.group(1)) + "…/…/");
        return QUERY.matcher(hidden).replaceAll("?…");
    }
}
