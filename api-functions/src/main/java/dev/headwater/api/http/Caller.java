package dev.headwater.api.http;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.PublicHost;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Who asks and by which host, read off the connection and the Host header alone. Headers a proxy would set are ignored
 * until there is a list of proxies to trust.
 */
public record Caller(ClientIdentity client, PublicHost host) {

    /** Empty where the Host header is none, or has a character of no host: answer 400. */
    public static Optional<Caller> of(HttpRequest<?> request) {
        String scheme = request.isSecure() ? "https" : "http";
        String agent = request.getHeaders().findFirst("User-Agent").orElse("");
        ClientIdentity client = ClientIdentity.of(request.getRemoteAddress().getAddress(), agent);
        return PublicHost.parse(scheme, request.getHeaders().get("Host")).map(host -> new Caller(client, host));
    }
}
