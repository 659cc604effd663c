package dev.headwater.edge.origin;

import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/**
 * What an origin tells its edges.
 *
 * @param keys by id, at least one
 * @param withheld the streams nothing may be served of
 */
record OriginDocument(Map<String, PublicKey> keys, Set<Integer> withheld) {
    OriginDocument {
        keys = Map.copyOf(keys);
        withheld = Set.copyOf(withheld);
    }
}
