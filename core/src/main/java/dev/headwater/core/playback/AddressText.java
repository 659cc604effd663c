package dev.headwater.core.playback;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/** Addresses as they stand in a URL. An IPv6 address has one spelling (RFC 5952): browsers send it so, whatever they were given. */
final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * The one spelling of what stands between the brackets of a URL; an IPv4-mapped address is the IPv4 address.
     *
     * @throws IllegalArgumentException where it is no IPv6 address
     */
    static String ofLiteral(String ipv6) {
        return of(Inet6Address.ofLiteral(ipv6));
    }

    /** In brackets if IPv6; without its zone, which no URL can name. */
    static String of(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : "[" + shortest(address.getAddress()) + "]";
    }

    private static String shortest(byte[] bytes) {
        ShortBuffer words = ByteBuffer.wrap(bytes).asShortBuffer();
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(Short.toUnsignedInt(words.get(i)));
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (length < 2) {
            return hex(groups);
        }
        return hex(groups.subList(0, start)) + "::" + hex(groups.subList(start + length, GROUPS));
    }

    private static int zerosFrom(List<Integer> groups, int start) {
        int end = start;
        while (end < GROUPS && groups.get(end) == 0) {
            end++;
        }
        return end - start;
    }

    private static String hex(List<Integer> groups) {
        return String.join(":", groups.stream().map(Integer::toHexString).toList());
    }
}
