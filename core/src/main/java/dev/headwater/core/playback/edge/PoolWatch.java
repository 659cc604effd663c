package dev.headwater.core.playback.edge;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the prober remembers from round to round. Not for several threads. */
final class PoolWatch {
    private final Map<String, WatchedEdge> watched = new HashMap<>();

    /** Whether an edge that is up did not answer last time. */
    boolean doubts() {
        return watched.values().stream().anyMatch(WatchedEdge::isInDoubt);
    }

    /** Begins with what the prober before found out. */
    void restart(List<Edge> edges, PoolHealth before) {
        watched.clear();
        edges.forEach(edge -> watched.put(edge.name(), new WatchedEdge(edge, before.of(edge))));
    }

    /**
     * Takes in a round.
     *
     * @param answers by name; an edge without one is judged as before
     */
    Map<String, EdgeHealth> after(List<Edge> edges, Map<String, Probed> answers, Instant now) {
        watched.keySet().retainAll(edges.stream().map(Edge::name).toList());
        edges.forEach(this::meet);
        answers.forEach((name, answer) -> {
            WatchedEdge known = watched.get(name);
            if (known != null) {
                known.hear(answer, now);
            }
        });
        watched.values().forEach(edge -> edge.adjust(hasRoomElsewhere(edge), now));
        return watched.values().stream()
                .collect(Collectors.toMap(edge -> edge.edge().name(), WatchedEdge::health));
    }

    /** An edge that was removed and added elsewhere is another one. */
    private void meet(Edge edge) {
        WatchedEdge known = watched.get(edge.name());
        if (known == null || !known.edge().base("").equals(edge.base(""))) {
            watched.put(edge.name(), new WatchedEdge(edge, EdgeHealth.unseen(edge)));
        } else {
            known.isWantedAs(edge);
        }
    }

    /** Where every other one is as hot, giving sessions away helps nobody. */
    private boolean hasRoomElsewhere(WatchedEdge hot) {
        return watched.values().stream()
                .anyMatch(other ->
                        other != hot && other.edge().scheme().equals(hot.edge().scheme()) && other.hasRoom());
    }
}
