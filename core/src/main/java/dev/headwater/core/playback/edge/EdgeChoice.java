package dev.headwater.core.playback.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Weighted rendezvous hashing: a channel keeps to a few edges, so that caches hold it, and a session to one of those.
 * When an edge goes, only what it had moves; when it comes back, the same returns.
 *
 * <p>An edge that keeps a share of its sessions hands the others to the next of the channel's edges, and then to those
 * beyond: always the same sessions, more of them as the share gets smaller. Those that no edge would keep go where the
 * share is largest, which is the edge that had the least to give away.
 */
final class EdgeChoice {
    /** Edges that share one channel. */
    static final int EDGES_A_CHANNEL = 3;

    /** Who is given away must have nothing to do with who came. */
    private static final long GIVEN_AWAY = 0x6b656570L;

    private static final Comparator<PoolMember> BY_SHARE =
            Comparator.comparingInt(member -> -member.health().keep());

    private EdgeChoice() {}

    static Optional<Edge> choose(List<PoolMember> pool, int channel, long session) {
        List<PoolMember> order = order(pool, channel, session);
        return order.stream()
                .filter(member -> keeps(member, session))
                .findFirst()
                // The first of equals is taken: the order decides among equal shares.
                .or(() -> order.stream().min(BY_SHARE))
                .map(PoolMember::edge);
    }

    /** The channel's few edges as the session prefers them, then the others as the channel does. */
    private static List<PoolMember> order(List<PoolMember> pool, int channel, long session) {
        List<PoolMember> order = new ArrayList<>(pool);
        order.removeIf(member -> !member.takesViewers());
        order.sort(byScore(channel));
        order.subList(0, Math.min(EDGES_A_CHANNEL, order.size())).sort(byScore(session));
        return order;
    }

    private static boolean keeps(PoolMember member, long session) {
        int keep = member.health().keep();
        return keep >= EdgeHealth.ALL || uniform(member.edge(), session ^ GIVEN_AWAY) * EdgeHealth.ALL < keep;
    }

    private static Comparator<PoolMember> byScore(long key) {
        return Comparator.<PoolMember>comparingDouble(member -> -score(member.edge(), key))
                .thenComparing(member -> member.edge().name());
    }

    /** Weighted rendezvous score: weight / -ln(u). */
    private static double score(Edge edge, long key) {
        return edge.weight() / -Math.log(uniform(edge, key));
    }

    /** Uniform in (0, 1) and told by edge and key alone. */
    private static double uniform(Edge edge, long key) {
        long hash = mix(mix(key) ^ mix(hash(edge.name())));
        return ((hash >>> 11) + 0.5) * 0x1.0p-53;
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
