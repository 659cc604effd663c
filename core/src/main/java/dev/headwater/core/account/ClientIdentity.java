package dev.headwater.core.account;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who asks: the address the connection comes from and what the app calls itself. The one place that says what counts as
 * the same device.
 *
 * @param address numeric; an IPv6 address stands for its /64, which is what one household has
 * @param userAgent as sent, cut to {@value #MAX_AGENT} characters; empty where none was
 */
public record ClientIdentity(String address, String userAgent) {
    private static final int MAX_AGENT = 200;
    private static final int PREFIX_BYTES = 8;

    public static ClientIdentity of(InetAddress remote, String userAgent) {
        byte[] bytes = remote.getAddress();
        String address = bytes.length > 4
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)).replaceAll("(.{4})(?=.)", "$1:")
                        + "::/64"
                : remote.getHostAddress();
        return new ClientIdentity(
                address, userAgent.length() > MAX_AGENT ? userAgent.substring(0, MAX_AGENT) : userAgent);
    }
}
