package dev.headwater.api.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numeric addresses as they stand in headers and options. IPv4-mapped IPv6 addresses are the IPv4 addresses they hold. */
final class Literals {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    /** {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}, {@code [2001:db8::1]}. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");

    private Literals() {}

    /** An address and nothing else: no name, no zone, no port. */
    static Optional<InetAddress> parse(String text) {
        boolean isIpv6 = text.indexOf(':') >= 0;
        if (!(isIpv6 ? IPV6 : IPV4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address, in brackets or not, with a port or not. */
    static Optional<InetAddress> parseWithPort(String text) {
        Matcher m = WITH_PORT.matcher(text);
        return parse(m.matches() ? m.group(1).replaceAll("[\\[\\]]", "") : text);
    }

    /** An address and behind it, always, a port; IPv6 without brackets, as CloudFront writes it, or with. */
    static Optional<InetAddress> parseBeforePort(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0 ? Optional.empty() : parse(text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1"));
    }

    /** The same address, as IPv4 where it is a mapped one. */
    static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 bytes or 16", e);
        }
    }
}
