package dev.headwater.edge;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, in CIDR notation (RFC 4632, RFC 4291). CloudFront has IPv4 only; here IPv6
 * works the same way.
 *
 * @param network any address of the block
 * @param bits how many leading bits count
 */
record AddressBlock(InetAddress network, int bits) {
    private static final String NUMBER = "(?:0|[1-9]\\d{0,2})";
    private static final Pattern IPV4 = Pattern.compile("(" + NUMBER + "(?:\\." + NUMBER + "){3})/(0|[1-9]\\d?)");
    /** No zone, and no dots: an IPv4 address in disguise would be compared as one or the other. */
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:]{2,39})/(0|[1-9]\\d{0,2})");

    /** Empty where the text is no block, or has an address without its length. */
    static Optional<AddressBlock> parse(String text) {
        Matcher four = IPV4.matcher(text);
        Matcher six = IPV6.matcher(text);
        try {
            if (four.matches()) {
                return valid(Inet4Address.ofLiteral(four.group(1)), Integer.parseInt(four.group(2)));
            }
            // A mapped address comes back as IPv4, and that is none of IPv6's blocks.
            return six.matches() && Inet6Address.ofLiteral(six.group(1)) instanceof Inet6Address address
                    ? valid(address, Integer.parseInt(six.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AddressBlock> valid(InetAddress network, int bits) {
        return bits <= network.getAddress().length * Byte.SIZE
                ? Optional.of(new AddressBlock(network, bits))
                : Optional.empty();
    }

    /** Whether the address is of the same family, and its leading bits are the block's. */
    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
