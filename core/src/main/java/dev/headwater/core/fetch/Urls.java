package dev.headwater.core.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs as servers and playlists spell them, which is not always as RFC 3986 wants it. */
public final class Urls {
    private static final String ALLOWED_IN_PATH = "-._~:/?#@!$&'()*+,;=%";
    private static final String ALLOWED = ALLOWED_IN_PATH + "[]";
    private static final Pattern PARTS = Pattern.compile(
            "(?<server>(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*)?(?<path>[^?#]*)(?<rest>.*)", Pattern.DOTALL);
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_PORT = 65_535;

    private Urls() {}

    /**
     * An http or https URL, where need be against the one it was found behind.
     *
     * @throws FetchException where it is anything else: nothing but these is ever opened
     */
    public static URI absolute(URI base, String text) throws FetchException {
        if (text.length() > MAX_LENGTH) {
            throw FetchException.lasting("the source names a URL of more than " + MAX_LENGTH + " characters");
        }
        try {
            return checked(resolved(base, new URI(encoded(text))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FetchException.lasting("the source names a URL that is none");
        }
    }

    /** By RFC 3986 §5.2; {@link URI#resolve} follows the one before it, where an empty path is the folder's. */
    private static URI resolved(URI base, URI reference) throws URISyntaxException {
        boolean here = reference.getScheme() == null
                && reference.getRawAuthority() == null
                && reference.getRawPath().isEmpty();
        if (here && reference.getRawQuery() != null) {
            return new URI(base.toString().split("[?#]", 2)[0] + "?" + reference.getRawQuery());
        }
        boolean bare = base.getRawAuthority() != null && base.getRawPath().isEmpty();
        return (bare ? base.resolve("/") : base).resolve(reference);
    }

    /**
     * An http or https URL by itself.
     *
     * @throws FetchException as {@link #absolute}
     */
    public static URI parse(String text) throws FetchException {
        return absolute(URI.create(""), text);
    }

    private static URI checked(URI uri) throws FetchException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw FetchException.refused("the source names a URL of kind '" + scheme + ":', which is never opened");
        }
        if (uri.getHost() == null && hasUnderscore(uri)) {
            throw FetchException.lasting("the source names a host with an underscore, which no host's name has");
        }
        if (uri.getHost() == null || uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw FetchException.lasting("the source names a URL without a host");
        }
        return uri;
    }

    private static boolean hasUnderscore(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return authority.indexOf('_', authority.lastIndexOf('@') + 1) >= 0;
    }

    static boolean isSecure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    static int port(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return isSecure(uri) ? 443 : 80;
    }

    /** Whether both lead to one server, over one scheme. */
    static boolean sameOrigin(URI a, URI b) {
        return isSecure(a) == isSecure(b) && a.getHost().equalsIgnoreCase(b.getHost()) && port(a) == port(b);
    }

    /** What RFC 3986 does not allow, as percent and hex; brackets stand around an address, or in a query. */
    private static String encoded(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError("any text matches");
        }
        String server = parts.group("server") == null ? "" : encoded(parts.group("server"), ALLOWED);
        return server + encoded(parts.group("path"), ALLOWED_IN_PATH) + encoded(parts.group("rest"), ALLOWED);
    }

    private static String encoded(String text, String allowed) {
        StringBuilder out = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
            if (!plain || (c == '%' && !isEscape(bytes, i))) {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 2 < bytes.length && HexFormat.isHexDigit(bytes[at + 1]) && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
