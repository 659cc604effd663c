package dev.headwater.standalone.runtime;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where apps reach this machine, for links that are printed. Answers to apps never use it: they take the host of the
 * request.
 *
 * @param host as it stands in a URL
 */
record PublicAddress(String host, int port) {
    private static final int DEFAULT_PORT = 80;
    private static final String FILE = "address";
    private static final Pattern SAVED = Pattern.compile("(\\S{1,255}) (\\d{1,5})");

    /** Before a server runs: where it will be by default. */
    static final PublicAddress DEFAULT = new PublicAddress("127.0.0.1", 8080);

    String base() {
        return "http://" + host + (port == DEFAULT_PORT ? "" : ":" + port);
    }

    /** Where the last server on this data folder was, so that links made without one lead somewhere. */
    static PublicAddress recall(Path runFolder) {
        try {
            Matcher address = SAVED.matcher(Files.readString(runFolder.resolve(FILE)));
            return address.matches()
                    ? new PublicAddress(address.group(1), Integer.parseInt(address.group(2)))
                    : DEFAULT;
        } catch (IOException e) {
            return DEFAULT;
        }
    }

    void remember(Path runFolder) throws IOException {
        Files.writeString(runFolder.resolve(FILE), host + " " + port);
    }

    /** Every address apps can use, best first: those of the LAN where we listen on all, else the one we listen on. */
    static List<PublicAddress> of(InetAddress bind, int port) {
        if (!bind.isAnyLocalAddress()) {
            return List.of(new PublicAddress(inUrl(bind), port));
        }
        List<PublicAddress> lan =
                lanAddresses().map(a -> new PublicAddress(inUrl(a), port)).toList();
        return lan.isEmpty() ? List.of(new PublicAddress(DEFAULT.host(), port)) : lan;
    }

    private static Stream<InetAddress> lanAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PublicAddress::isUsable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a instanceof Inet4Address && !a.isLinkLocalAddress() && !a.isLoopbackAddress())
                    .sorted(Comparator.comparing((InetAddress a) -> !a.isSiteLocalAddress()));
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

    private static String inUrl(InetAddress address) {
        InetSocketAddress literal = new InetSocketAddress(address, 0);
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : "[" + literal.getAddress().getHostAddress().replaceAll("%.*", "") + "]";
    }
}
