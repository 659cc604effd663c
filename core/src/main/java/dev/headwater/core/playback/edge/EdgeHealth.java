package dev.headwater.core.playback.edge;

/**
 * What a prober found out about an edge.
 *
 * @param up whether it answers
 * @param mbps what it sends, in Mbit/s; 0: unknown
 * @param capacity what it says it can send, in Mbit/s; 0: unknown
 * @param keep how many of the sessions that come to it it keeps, in percent; less than 100 after it had too many
 */
public record EdgeHealth(boolean up, double mbps, int capacity, int keep) {
    static final int ALL = 100;

    /** Where nobody probes, the operator's word is all there is. */
    static final EdgeHealth ASSUMED = new EdgeHealth(true, 0, 0, ALL);

    private static final EdgeHealth NOT_SEEN = new EdgeHealth(false, 0, 0, ALL);

    /** Before its first answer: our own was started with us, one elsewhere may not run yet. */
    static EdgeHealth unseen(Edge edge) {
        return edge.isOwn() ? ASSUMED : NOT_SEEN;
    }

    EdgeHealth answering(boolean isUp, double sends, int canSend) {
        return new EdgeHealth(isUp, sends, canSend, keep);
    }

    EdgeHealth keeping(int share) {
        return new EdgeHealth(up, mbps, capacity, share);
    }

    /** The same without what changes with every answer. */
    EdgeHealth withoutLoad() {
        return new EdgeHealth(up, 0, capacity, keep);
    }
}
