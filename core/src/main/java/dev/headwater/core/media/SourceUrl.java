package dev.headwater.core.media;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL that names a server, or a port of this machine: {@link java.net.URI} takes none without a host.
 *
 * @param user user and password as they are spelled; null: none
 * @param host without brackets; empty: any address of this machine
 * @param port 0: the scheme's own
 * @param path empty, or from its slash on
 * @param query as it is spelled; null: none
 */
record SourceUrl(
        String scheme,
        @Nullable String user,
        String host,
        int port,
        String path,
        @Nullable String query) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>[a-z0-9]+)://(?:(?<user>[^/?@]*(?:@[^/?@]*)*)@)?"
                    + "(?<host>[A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?(?<path>/[^?\\s]*)?(?:\\?(?<query>\\S*))?");

    /** @throws IllegalArgumentException with what the scheme's sources look like, where it looks otherwise */
    static SourceUrl parse(String url, String spelled) {
        Matcher m = URL.matcher(url);
        if (!m.matches()) {
            throw new IllegalArgumentException(spelled);
        }
        int port = m.group("port") == null ? 0 : Integer.parseInt(m.group("port"));
        if (port > MAX_PORT || (port == 0 && m.group("port") != null)) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT);
        }
        return new SourceUrl(
                m.group("scheme"),
                m.group("user"),
                m.group("host").replaceAll("[\\[\\]]", ""),
                port,
                m.group("path") == null ? "" : m.group("path"),
                m.group("query"));
    }

    /** Whether the host is one of this machine's addresses, or any of them. */
    boolean isLiteral() {
        if (host.isEmpty()) {
            return true;
        }
        try {
            var _ = InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What the query says, decoded.
     *
     * @throws IllegalArgumentException where it says anything but what is known, or anything twice
     */
    Map<String, String> options(Set<String> known) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query == null) {
            return options;
        }
        for (String option : query.split("&", -1)) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException(scheme + " sources have no such option; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            if (options.put(name, equals < 0 ? "" : decoded(option.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("the option " + name + " is there twice");
            }
        }
        return options;
    }

    /** Percent and hex alone: a plus is a plus. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a percent sign in a URL is spelled %25", e);
        }
    }
}
