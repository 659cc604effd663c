package dev.headwater.core.playback;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where viewers reach something, as an operator says it: {@code http(s)://host[:port][/base]}.
 *
 * @param basePath what stands before every path of ours; empty, or {@code /…} without a slash at its end
 */
public record PublicUrl(PublicHost host, String basePath) {
    private static final int MAX_LENGTH = 500;
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*)(/[^?#]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE_PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*");
    /** First parts of paths of ours: behind such a base, what came with it and what came without could not be told apart. */
    private static final Set<String> OURS =
            Set.of("live", "movie", "series", "timeshift", "play", "hls", "internal", "health");

    /** @throws IllegalArgumentException with what is wrong, in a sentence */
    public static PublicUrl parse(String text) {
        Matcher m = URL.matcher(text);
        if (text.length() > MAX_LENGTH || !m.matches()) {
            throw new IllegalArgumentException("a URL of ours is http://HOST[:PORT][/PATH], or with https");
        }
        PublicHost host = PublicHost.parse(m.group(1).toLowerCase(Locale.ROOT), m.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a host is a name, an IPv4 address or an IPv6 address in brackets, with a port of 1 to 65535"));
        String path = m.group(3) == null ? "" : m.group(3);
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!BASE_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("the path of a URL of ours is made of A-Z a-z 0-9 . _ ~ - and single /");
        }
        if (!path.isEmpty() && OURS.contains(path.split("/", -1)[1])) {
            throw new IllegalArgumentException(
                    "the path of a URL of ours may not begin as a path of ours does: " + path);
        }
        return new PublicUrl(host, path);
    }

    /** Without a slash at its end: what a path is appended to. */
    public String base() {
        return host.base() + basePath;
    }
}
