package dev.headwater.edge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a custom policy says it opens, and when.
 *
 * @param resource URL, with a {@code *} as its last character or none
 * @param notBefore valid after this instant (DateGreaterThan); null: from ever
 * @param expires valid before this instant (DateLessThan)
 */
record Policy(String resource, @Nullable Instant notBefore, Instant expires) {
    /**
     * Whether the resource names this URL. Scheme and host must stand there in full: a wildcard that reaches into the
     * host would open every edge, and on CloudFront let {@code ?q=} smuggle another path.
     *
     * @param path as it was requested, without the query
     */
    boolean opens(String host, String path) {
        String origin = "http://" + host;
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
}
