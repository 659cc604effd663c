package dev.headwater.api.http;

import dev.headwater.api.metrics.MetricsAccess;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets in whoever asks from this machine by its loopback address, and by that name. Not who comes through a proxy on this
 * machine, nor a web page in a browser on it: any page may read our answers ({@link Cors}), and its name may lead here.
 */
public final class LocalAccess implements MetricsAccess {
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final String LOCALHOST = "localhost";

    private final FrontDoor door;

    public LocalAccess(FrontDoor door) {
        this.door = door;
    }

    @Override
    public boolean mayRead(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        List<String> hosts = headers.getAll(HttpHeaders.HOST);
        return request.getRemoteAddress().getAddress() != null
                && Literals.unmapped(request.getRemoteAddress().getAddress()).isLoopbackAddress()
                && hosts.size() == 1
                && isLoopback(hosts.getFirst())
                && !headers.contains(HttpHeaders.ORIGIN)
                && !headers.contains(HttpHeaders.VIA)
                && headers.names().stream().noneMatch(LocalAccess::isOfProxies)
                && !mayComeByAnUnknownProxy();
    }

    /** With a public URL and no trusted proxy, one that says nothing of itself may stand in front. */
    private boolean mayComeByAnUnknownProxy() {
        return door.publicUrl() != null && door.trustedProxies().isEmpty();
    }

    private static boolean isOfProxies(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("forwarded")
                || name.equals("x-real-ip")
                || name.startsWith("x-forwarded")
                || name.startsWith("cloudfront-")
                || name.startsWith("cf-");
    }

    private static boolean isLoopback(String host) {
        return PORT.matcher(host).replaceFirst("").equalsIgnoreCase(LOCALHOST)
                || Literals.parseWithPort(host)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }
}
