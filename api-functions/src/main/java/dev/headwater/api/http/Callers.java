package dev.headwater.api.http;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.PublicHost;
import dev.headwater.core.playback.PublicUrl;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out who asks: from the connection and the Host header, from a trusted proxy's headers where it is one that
 * connects. The only place that looks at any of them.
 */
@Singleton
public final class Callers {
    private static final Pattern NAMES_PORT = Pattern.compile(":\\d+$");

    private final FrontDoor door;

    Callers(FrontDoor door) {
        this.door = door;
    }

    /** Empty where there is not one Host header, or it has a character of no host: answer 400 (RFC 9112 §3.2). */
    public Optional<Caller> of(HttpRequest<?> request) {
        String scheme = request.isSecure() ? "https" : "http";
        List<String> hosts = request.getHeaders().getAll("Host");
        if (hosts.size() != 1) {
            return Optional.empty();
        }
        InetAddress peer = Literals.unmapped(request.getRemoteAddress().getAddress());
        String agent = request.getHeaders().findFirst("User-Agent").orElse("");
        Optional<PublicHost> named = PublicHost.parse(scheme, hosts.getFirst());
        if (named.isEmpty() || !door.trustedProxies().trusts(peer)) {
            return named.map(host -> caller(peer, agent, host, Optional.empty()));
        }
        Forwarded forwarded = new Forwarded(request.getHeaders());
        InetAddress client = forwarded.client(peer, door.trustedProxies());
        Optional<String> country =
                Optional.ofNullable(door.countries().header()).flatMap(forwarded::country);
        return PublicHost.parse(forwarded.scheme().orElse(scheme), host(forwarded, hosts.getFirst()))
                .map(host -> caller(client, agent, host, country));
    }

    /** Of the client, for logs; where the headers are none, of whoever connected. */
    public String addressOf(HttpRequest<?> request) {
        return of(request)
                .map(from -> from.client().address())
                .orElseGet(() -> Literals.unmapped(request.getRemoteAddress().getAddress())
                        .getHostAddress());
    }

    private static String host(Forwarded forwarded, String hostHeader) {
        String host = forwarded.host().orElse(hostHeader);
        return NAMES_PORT.matcher(host).find()
                ? host
                : forwarded.port().map(port -> host + ":" + port).orElse(host);
    }

    private Caller caller(InetAddress client, String agent, PublicHost reachedBy, Optional<String> saidCountry) {
        PublicUrl url = door.publicUrl();
        ClientIdentity identity = ClientIdentity.of(client, agent);
        String country =
                saidCountry.or(() -> door.countries().byAddress().of(client)).orElse(null);
        return url == null
                ? new Caller(identity, country, reachedBy, "")
                : new Caller(identity, country, url.host(), url.basePath());
    }
}
