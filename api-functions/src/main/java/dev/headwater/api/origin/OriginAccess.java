package dev.headwater.api.origin;

import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * Which edges may read here, and what they have to trust. Where no bean of it is registered, the routes of edges answer
 * 404.
 */
public interface OriginAccess {
    /**
     * Whether the token is one of an edge. May block; the time it takes must not depend on how much of a token is right.
     *
     * @param bearerToken as it came, of any shape, up to a few kilobytes; never logged
     */
    boolean accepts(String bearerToken);

    /** The public keys whose signatures edges accept, by {@code Key-Pair-Id}: ECDSA P-256 or RSA. */
    Map<String, PublicKey> keys();

    /** The streams of which edges serve nothing, whatever they have of them and whatever is signed. */
    Set<Integer> withheld();
}
