package dev.headwater.api.http;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.PublicHost;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * Who asks and by which host, read off the connection and the Host header alone. Headers a proxy would set are ignored
 * until there is a list of proxies to trust.
 */
public record Caller(ClientIdentity client, PublicHost host) {

    /** Empty where there is not one Host header, or it has a character of no host: answer 400 (RFC 9112 §3.2). */
    public static Optional<Caller> of(HttpRequest<?> request) {
        String scheme = request.isSecure() ? "https" : "http";
        String agent = request.getHeaders().findFirst("User-Agent").orElse("");
        ClientIdentity client = ClientIdentity.of(request.getRemoteAddress().getAddress(), agent);
        List<String> hosts = request.getHeaders().getAll("Host");
        return hosts.size() == 1
                ? PublicHost.parse(scheme, hosts.getFirst()).map(host -> new Caller(client, host))
                : Optional.empty();
    }
}
