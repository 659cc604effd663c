package dev.headwater.core.importing;

import dev.headwater.core.media.Source;
import dev.headwater.core.net.Reach;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * URLs of lists as sources: http and https only, never to an address that is never connected to. Whether one leads to a
 * private address shows when it is opened: nothing imported may.
 */
public final class SourceUrls {
    private static final boolean[] ALLOWED = new boolean[128];

    static {
        for (char c = '!'; c < 127; c++) {
            ALLOWED[c] = Character.isLetterOrDigit(c) || "-._~:/?#[]@!$&'()*+,;=%".indexOf(c) >= 0;
        }
    }

    private SourceUrls() {}

    /** @throws IllegalArgumentException with the reason, without the URL, where it is none that may be imported */
    public static Source of(String url) {
        String scheme = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("http://") && !scheme.startsWith("https://")) {
            throw new IllegalArgumentException(
                    scheme.contains(":") ? "only http and https are imported" : "there is no URL");
        }
        int colon = scheme.indexOf(':');
        Source source = new Source(encoded(scheme.substring(0, colon) + url.substring(colon)));
        source.httpHost().ifPresent(SourceUrls::refuseForbidden);
        return source;
    }

    private static void refuseForbidden(String host) {
        char first = host.charAt(0);
        boolean mayBeLiteral = (first >= '0' && first <= '9') || host.indexOf(':') >= 0;
        if (mayBeLiteral && isForbidden(host)) {
            throw new IllegalArgumentException(
                    "it leads to a link-local, metadata or group address: those are never connected to");
        }
    }

    private static boolean isForbidden(String host) {
        try {
            return Reach.of(InetAddress.ofLiteral(host)) == Reach.FORBIDDEN;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What RFC 3986 does not allow, as percent and hex: lists spell spaces and umlauts. */
    private static String encoded(String url) {
        int at = 0;
        while (at < url.length() && isPlain(url, at)) {
            at++;
        }
        if (at == url.length()) {
            return url;
        }
        StringBuilder out = new StringBuilder(url.length() + 16).append(url, 0, at);
        while (at < url.length()) {
            int c = url.codePointAt(at);
            if (c < 128 && isPlain(url, at)) {
                out.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            at += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isPlain(String url, int at) {
        char c = url.charAt(at);
        return c < 128
                && ALLOWED[c]
                && (c != '%'
                        || (at + 2 < url.length()
                                && HexFormat.isHexDigit(url.charAt(at + 1))
                                && HexFormat.isHexDigit(url.charAt(at + 2))));
    }
}
