package dev.headwater.core.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * What an address leads to. Taken from IANA's special-purpose registries (RFC 6890 and its successors): what is not
 * plainly public is private, and an IPv4 address wrapped into an IPv6 one is what it is by itself.
 */
public enum Reach {
    /** Anybody's: the internet. */
    PUBLIC,
    /** Of this machine or its network, or set aside for one. */
    PRIVATE,
    /** Of a machine's own plumbing, where clouds answer with credentials; or no address of one machine at all. */
    FORBIDDEN;

    private static final List<AddressBlock> NEVER = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "100.100.100.200/32", // Alibaba Cloud's metadata
            "168.63.129.16/32", // Azure's
            "192.0.0.192/32", // Oracle's
            "::/128",
            "fe80::/10",
            "ff00::/8",
            "64:ff9b:1::/48", // translated as the network's owner likes (RFC 8215): nobody can tell where to
            "fd00:ec2::/32", // AWS's metadata and its neighbours
            "fd20:ce::254/128"); // Google's

    private static final List<AddressBlock> OURS = blocks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    private static final AddressBlock GLOBAL_UNICAST = block("2000::/3");
    private static final AddressBlock NAT64 = block("64:ff9b::/96");
    private static final AddressBlock COMPATIBLE = block("::/96");
    private static final AddressBlock TRANSLATED = block("::ffff:0:0:0/96"); // RFC 2765
    private static final AddressBlock SIX_TO_FOUR = block("2002::/16");

    public static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NEVER.stream().anyMatch(block -> block.contains(bytes))) {
            return FORBIDDEN;
        }
        if (address instanceof Inet4Address) {
            return OURS.stream().anyMatch(block -> block.contains(bytes)) ? PRIVATE : PUBLIC;
        }
        if (NAT64.contains(bytes)) {
            return wrapped(bytes, 12);
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return wrapped(bytes, 2);
        }
        if (COMPATIBLE.contains(bytes) || TRANSLATED.contains(bytes)) {
            return wrapped(bytes, 12) == FORBIDDEN && !address.isLoopbackAddress() ? FORBIDDEN : PRIVATE;
        }
        boolean open = GLOBAL_UNICAST.contains(bytes) && OURS.stream().noneMatch(block -> block.contains(bytes));
        return open ? PUBLIC : PRIVATE;
    }

    private static Reach wrapped(byte[] bytes, int at) {
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Arrays.stream(texts).map(Reach::block).toList();
    }

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow();
    }
}
