package dev.headwater.api.http;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A network.
 *
 * @param address of 4 bytes or 16; the bits behind the prefix mean nothing
 */
record Cidr(byte[] address, int prefix) {
    private static final int MAPPED_BITS = 96;

    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = Literals.parse(literal).orElseThrow(() -> wrong(text)).getAddress();
        int bits = address.length * Byte.SIZE;
        if (slash < 0) {
            return new Cidr(address, bits);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            throw wrong(text);
        }
        boolean isMapped = address.length == 4 && literal.indexOf(':') >= 0;
        int prefix = Integer.parseInt(length) - (isMapped ? MAPPED_BITS : 0);
        if (prefix < 0 || prefix > bits) {
            throw wrong(text);
        }
        return new Cidr(address, prefix);
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        int ignored = address.length * Byte.SIZE - prefix;
        return bytes.length == address.length
                && new BigInteger(1, bytes)
                                .xor(new BigInteger(1, address))
                                .shiftRight(ignored)
                                .signum()
                        == 0;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address and no network such as 10.0.0.0/8 or 2001:db8::/32");
    }
}
