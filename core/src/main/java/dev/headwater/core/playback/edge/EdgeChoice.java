package dev.headwater.core.playback.edge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Weighted rendezvous hashing: a channel keeps to a few edges, so that caches hold it, and a session to one of those.
 * When an edge goes, only what it had moves; when it comes back, the same returns.
 */
final class EdgeChoice {
    /** Edges that share one channel. */
    static final int EDGES_A_CHANNEL = 3;

    private EdgeChoice() {}

    static Optional<Edge> choose(List<Edge> edges, int channel, long session) {
        return edges.stream()
                .filter(Edge::takesViewers)
                .sorted(byScore(channel))
                .limit(EDGES_A_CHANNEL)
                .min(byScore(session));
    }

    private static Comparator<Edge> byScore(long key) {
        return Comparator.<Edge>comparingDouble(edge -> -score(edge, key)).thenComparing(Edge::name);
    }

    /** Weighted rendezvous score: weight / -ln(u), u uniform in (0, 1) and told by edge and key alone. */
    private static double score(Edge edge, long key) {
        long hash = mix(mix(key) ^ mix(hash(edge.name())));
        double uniform = ((hash >>> 11) + 0.5) * 0x1.0p-53;
        return edge.weight() / -Math.log(uniform);
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finaliser of SplitMix64: every input bit reaches every output bit. */
    private static long mix(long x) {
        long y = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return y ^ (y >>> 31);
    }
}
