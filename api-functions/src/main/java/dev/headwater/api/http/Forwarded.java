package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a proxy says of the viewer. To be asked only where the connection comes from a trusted one. Each proxy adds its word
 * at the right, or replaces what was there; so the last word is its own, and what is left of it may come from anybody.
 *
 * <p>CloudFront's address and scheme count only where there is no {@code X-Forwarded-*} of the kind: other proxies hand on
 * what a viewer makes up under these names. A country has no such rival, so its header is read only where the operator says
 * that the proxy sets it.
 */
record Forwarded(HttpHeaders headers) {
    private static final int MAX_HOPS = 32;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** What stands for no country: Cloudflare's, and the one ISO 3166 leaves for it. */
    private static final Set<String> NOWHERE = Set.of("XX", "ZZ");

    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");

    /** The first address from the right that is none of our proxies; as far as they can be read. */
    InetAddress client(InetAddress peer, TrustedProxies proxies) {
        List<String> hops = values("X-Forwarded-For");
        if (hops.isEmpty()) {
            return last("CloudFront-Viewer-Address")
                    .flatMap(Literals::parseBeforePort)
                    .orElse(peer);
        }
        InetAddress nearest = peer;
        for (String hop : hops.reversed().stream().limit(MAX_HOPS).toList()) {
            Optional<InetAddress> address = Literals.parseWithPort(hop);
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address.get();
            if (!proxies.trusts(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    /** {@code http} or {@code https}; empty: nothing that could be understood. */
    Optional<String> scheme() {
        return last("X-Forwarded-Proto")
                .or(() -> last("CloudFront-Forwarded-Proto"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("http") || text.equals("https"));
    }

    /** As in a Host header, perhaps with a port; not looked into yet. */
    Optional<String> host() {
        return last("X-Forwarded-Host");
    }

    Optional<String> port() {
        return last("X-Forwarded-Port").filter(text -> PORT.matcher(text).matches());
    }

    /**
     * What a header says of the viewer's country, ISO 3166-1 alpha-2 in capitals; empty where it names none, or there are
     * several: then one may be the viewer's own.
     */
    Optional<String> country(String header) {
        List<String> values = values(header);
        return values.size() == 1
                ? Optional.of(values.getFirst().toUpperCase(Locale.ROOT))
                        .filter(code -> COUNTRY.matcher(code).matches() && !NOWHERE.contains(code))
                : Optional.empty();
    }

    private Optional<String> last(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers.getAll(name)) {
            COMMA.splitAsStream(header)
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
        }
        return values;
    }
}
