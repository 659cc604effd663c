package dev.headwater.standalone.runtime;

import dev.headwater.core.playback.PublicHost;
import dev.headwater.core.playback.PublicUrl;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where apps reach this machine, for links that are printed. Answers to apps take the host of the request, unless there is
 * a public URL.
 */
record PublicAddress(PublicUrl url) {
    private static final String FILE = "address";

    /** Before a server runs: where it will be by default. */
    static final PublicAddress DEFAULT = new PublicAddress(PublicUrl.parse("http://127.0.0.1:8080"));

    String base() {
        return url.base();
    }

    /** As it stands in a URL. */
    String host() {
        return url.host().host();
    }

    String scheme() {
        return url.host().scheme();
    }

    /** Whether it leads nowhere but to this machine. */
    boolean isLoopback() {
        return host().equals("localhost") || host().startsWith("127.") || host().equals("[::1]");
    }

    /** Where the last server on this data folder was, so that links made without one lead somewhere. */
    static PublicAddress recall(Path runFolder) {
        try {
            return new PublicAddress(PublicUrl.parse(Files.readString(runFolder.resolve(FILE))));
        } catch (IOException | IllegalArgumentException e) {
            return DEFAULT;
        }
    }

    void remember(Path runFolder) throws IOException {
        Files.writeString(runFolder.resolve(FILE), base());
    }

    /** Every address apps can use, best first: those of the LAN where we listen on all, else the one we listen on. */
    static List<PublicAddress> of(String scheme, InetAddress bind, int port) {
        if (!bind.isAnyLocalAddress()) {
            return List.of(of(PublicHost.of(scheme, bind, port)));
        }
        List<PublicAddress> lan = lanAddresses()
                .filter(address -> address instanceof Inet4Address || bind instanceof Inet6Address)
                .map(address -> of(PublicHost.of(scheme, address, port)))
                .toList();
        return lan.isEmpty() ? List.of(of(new PublicHost(scheme, DEFAULT.host(), port))) : lan;
    }

    private static PublicAddress of(PublicHost host) {
        return new PublicAddress(new PublicUrl(host, ""));
    }

    private static Stream<InetAddress> lanAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PublicAddress::isUsable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLinkLocalAddress() && !a.isLoopbackAddress())
                    .sorted(Comparator.comparing((InetAddress a) -> a instanceof Inet6Address)
                            .thenComparing(a -> !a.isSiteLocalAddress()));
        } catch (SocketException e) {
            return Stream.of();
        }
    }

    private static boolean isUsable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }
}
