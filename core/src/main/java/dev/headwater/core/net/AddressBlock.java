package dev.headwater.core.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param network any address of the block
 * @param bits how many leading bits count
 */
public record AddressBlock(InetAddress network, int bits) {
    private static final String NUMBER = "(?:0|[1-9]\\d{0,2})";
    private static final Pattern IPV4 = Pattern.compile("(" + NUMBER + "(?:\\." + NUMBER + "){3})/(0|[1-9]\\d?)");
    /** No zone, and no dots: an IPv4 address in disguise would be compared as one or the other. */
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:]{2,39})/(0|[1-9]\\d{0,2})");

    public AddressBlock {
        if (bits < 0 || bits > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("an address has no " + bits + " bits");
        }
    }

    /** The one address. */
    public static AddressBlock of(InetAddress address) {
        return new AddressBlock(address, address.getAddress().length * Byte.SIZE);
    }

    /** Empty where the text is no block, or has an address without its length. */
    public static Optional<AddressBlock> parse(String text) {
        Matcher four = IPV4.matcher(text);
        Matcher six = IPV6.matcher(text);
        try {
            if (four.matches()) {
                return Optional.of(
                        new AddressBlock(Inet4Address.ofLiteral(four.group(1)), Integer.parseInt(four.group(2))));
            }
            // A mapped address comes back as IPv4, and that is none of IPv6's blocks.
            return six.matches() && Inet6Address.ofLiteral(six.group(1)) instanceof Inet6Address address
                    ? Optional.of(new AddressBlock(address, Integer.parseInt(six.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address is of the same family, and its leading bits are the block's. */
    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** @param address of 4 bytes or 16 */
    boolean contains(byte[] address) {
        byte[] ours = network.getAddress();
        if (ours.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
