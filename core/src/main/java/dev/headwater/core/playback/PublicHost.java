package dev.headwater.core.playback;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the viewer reached us, and so how it will reach an edge on the same machine.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name in lower case, an IPv4 address or an IPv6 address in brackets (RFC 5952), without a port
 * @param port as in the Host header, or the scheme's own
 */
public record PublicHost(String scheme, String host, int port) {
    /** What ends up inside a signed policy must not be able to mean anything there: no quotes, no wildcards, no zones. */
    private static final Pattern HOST =
            Pattern.compile("(?:([A-Za-z0-9.-]{1,253})|\\[([0-9A-Fa-f:.]{2,45})])(?::(\\d{1,5}))?");

    private static final int MAX_PORT = 65_535;

    /** Reads a Host header; empty where it is none, or has a character of no host. */
    public static Optional<PublicHost> parse(String scheme, @Nullable String hostHeader) {
        Matcher m = HOST.matcher(hostHeader == null ? "" : hostHeader);
        if (!m.matches()) {
            return Optional.empty();
        }
        String port = m.group(3);
        int number = port == null ? defaultPort(scheme) : Integer.parseInt(port);
        if (number < 1 || number > MAX_PORT) {
            return Optional.empty();
        }
        try {
            String host = m.group(1) == null
                    ? AddressText.ofLiteral(m.group(2))
                    : m.group(1).toLowerCase(Locale.ROOT);
            return Optional.of(new PublicHost(scheme, host, number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address and a port. */
    public static PublicHost of(String scheme, InetAddress address, int port) {
        return new PublicHost(scheme, AddressText.of(address), port);
    }

    /** {@code http://host:port}, without the port where it is the scheme's own. */
    public String base() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
