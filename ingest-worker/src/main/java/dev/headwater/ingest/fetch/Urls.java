package dev.headwater.ingest.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** URLs as servers and playlists spell them, which is not always as RFC 3986 wants it. */
final class Urls {
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_PORT = 65_535;

    private Urls() {}

    /**
     * An http or https URL, where need be against the one it was found behind.
     *
     * @throws FetchException where it is anything else: nothing but these is ever opened
     */
    static URI absolute(URI base, String text) throws FetchException {
        if (text.length() > MAX_LENGTH) {
            throw FetchException.lasting("the source names a URL of more than " + MAX_LENGTH + " characters");
        }
        try {
            return checked(base.resolve(new URI(encoded(text))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FetchException.lasting("the source names a URL that is none");
        }
    }

    static URI parse(String text) throws FetchException {
        return absolute(URI.create(""), text);
    }

    private static URI checked(URI uri) throws FetchException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw FetchException.refused("the source names a URL of kind '" + scheme + ":', which is never opened");
        }
        if (uri.getHost() == null || uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw FetchException.lasting("the source names a URL without a host");
        }
        return uri;
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

    /** What RFC 3986 does not allow, as percent and hex. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
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
