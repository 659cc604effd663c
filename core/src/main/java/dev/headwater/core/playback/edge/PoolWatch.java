package dev.headwater.core.playback.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the prober remembers from round to round. Not for several threads. */
final class PoolWatch {
    /** Answers of the other kind in a row that it takes to believe them. */
    private static final int BELIEVED = 2;

    private final Map<String, Watched> watched = new HashMap<>();

    /** One edge. */
    private static final class Watched {
        private Edge edge;
        private EdgeHealth health;
        private int contrary;
        private Instant changedShare = Instant.EPOCH;

        Watched(Edge edge, EdgeHealth health) {
            this.edge = edge;
            this.health = health;
        }

        PoolMember member() {
            return new PoolMember(edge, health);
        }

        void hear(Probed answer) {
            boolean alive = answer instanceof Probed.Alive;
            contrary = alive == health.up() ? 0 : contrary + 1;
            boolean up = contrary >= BELIEVED ? alive : health.up();
            if (up != health.up()) {
                contrary = 0;
            }
            health = answer instanceof Probed.Alive said
                    ? health.answering(up, said.mbps(), said.capacity())
                    : health.answering(up, up ? health.mbps() : 0, health.capacity());
        }

        void share(int keep, Instant now) {
            health = health.keeping(keep);
            changedShare = now;
        }
    }

    /** Whether an edge that is up did not answer last time. */
    boolean doubts() {
        return watched.values().stream().anyMatch(w -> w.health.up() && w.contrary > 0);
    }

    /** Begins with what the prober before found out. */
    void restart(List<Edge> edges, PoolHealth before) {
        watched.clear();
        edges.forEach(edge -> watched.put(edge.name(), new Watched(edge, before.of(edge))));
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
            Watched known = watched.get(name);
            if (known != null) {
                known.hear(answer);
            }
        });
        watched.values().forEach(w -> adjust(w, now));
        return watched.values().stream().collect(Collectors.toMap(w -> w.edge.name(), w -> w.health));
    }

    /** An edge that was removed and added elsewhere is another one. */
    private void meet(Edge edge) {
        Watched known = watched.get(edge.name());
        if (known == null || !known.edge.base("").equals(edge.base(""))) {
            watched.put(edge.name(), new Watched(edge, EdgeHealth.unseen(edge)));
        } else {
            known.edge = edge;
        }
    }

    private void adjust(Watched edge, Instant now) {
        double load = edge.member().load();
        int keep = edge.health.keep();
        if (load > Shedding.HOT && hasRoomElsewhere(edge) && isDue(edge, Shedding.DOWN_EVERY, now)) {
            edge.share(Shedding.lowered(keep, load), now);
        } else if (edge.health.up()
                && load < Shedding.COOL
                && keep < EdgeHealth.ALL
                && isDue(edge, Shedding.UP_EVERY, now)) {
            edge.share(Shedding.raised(keep), now);
        }
    }

    private static boolean isDue(Watched edge, Duration every, Instant now) {
        return !now.isBefore(edge.changedShare.plus(every));
    }

    /** Where every other one is as hot, giving sessions away helps nobody. */
    private boolean hasRoomElsewhere(Watched hot) {
        return watched.values().stream()
                .filter(other -> other != hot && other.edge.scheme().equals(hot.edge.scheme()))
                .map(Watched::member)
                .anyMatch(other -> other.takesViewers() && other.load() < Shedding.HOT);
    }
}
