package dev.headwater.api.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand before our paths in a request. A proxy may take it away or not; and people paste URLs with
 * {@code player_api.php}, or a slash too many, where an app asks for a host.
 *
 * @param path empty or {@code /…}
 */
public record BasePath(String path) {
    /** With more behind it: what stands there alone is what was meant. */
    private static final Pattern PASTED = Pattern.compile("(?:/+(?:player_api|panel_api|get|xmltv)\\.php)+(?=/)");

    /** The target of a request (path and query, still encoded) without it, for the router. */
    public String strip(String target) {
        String inner = single(target);
        if (!path.isEmpty() && inner.startsWith(path)) {
            String rest = inner.substring(path.length());
            if (rest.startsWith("/")) {
                inner = single(rest);
            } else if (rest.isEmpty() || rest.startsWith("?")) {
                inner = "/" + rest;
            }
        }
        Matcher pasted = PASTED.matcher(inner);
        return pasted.lookingAt() ? single(inner.substring(pasted.end())) : inner;
    }

    /** Without the first slash, where there are two. */
    private static String single(String target) {
        boolean isDoubled =
                target.length() > 2 && target.startsWith("//") && target.charAt(2) != '/' && target.charAt(2) != '?';
        return isDoubled ? target.substring(1) : target;
    }
}
