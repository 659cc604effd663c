package dev.headwater.edge;

import dev.headwater.core.net.AddressBlock;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says it opens, when, and to whom.
 *
 * @param resource URL, with a {@code *} as its last character or none
 * @param notBefore valid after this instant (DateGreaterThan); null: from ever
 * @param expires valid before this instant (DateLessThan)
 * @param viewers who may use it (IpAddress; IPv6 works as IPv4 does, which CloudFront has alone); null: anybody
 */
record Policy(
        String resource,
        @Nullable Instant notBefore,
        Instant expires,
        @Nullable AddressBlock viewers) {
    /**
     * Whether the resource names this URL. Scheme and host must stand there in full: a wildcard that reaches into the
     * host would open every edge, and on CloudFront let {@code ?q=} smuggle another path.
     *
     * @param origin scheme, host and port, as the viewer named them
     * @param path as it was requested, without the query
     */
    boolean opens(String origin, String path) {
        if (!resource.startsWith(origin + "/") || resource.indexOf('?') >= 0) {
            return false;
        }
        int star = resource.indexOf('*');
        if (star < 0) {
            return resource.equals(origin + path);
        }
        return star == resource.length() - 1 && (origin + path).startsWith(resource.substring(0, star));
    }

    boolean hasBegun(Instant now) {
        return notBefore == null || now.isAfter(notBefore);
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(expires);
    }

    boolean admits(InetAddress viewer) {
        return viewers == null || viewers.contains(viewer);
    }
}
