package dev.headwater.core.playback.edge;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the prober found out about the pool: one item, with one writer.
 *
 * @param fence of the prober's lease; one that woke up late does not write over the one that came after
 * @param edges by name
 */
record PoolHealth(long fence, Map<String, EdgeHealth> edges) {
    PoolHealth {
        edges = Map.copyOf(edges);
    }

    EdgeHealth of(Edge edge) {
        EdgeHealth found = edges.get(edge.name());
        return found == null ? EdgeHealth.unseen(edge) : found;
    }

    /** Whether redirects would be the same by the other one. */
    boolean choosesAs(PoolHealth other) {
        return fence == other.fence && withoutLoads().equals(other.withoutLoads());
    }

    private Map<String, EdgeHealth> withoutLoads() {
        return edges.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, edge -> edge.getValue().withoutLoad()));
    }
}
