package dev.headwater.core.playback.edge;

/** An edge as it is wanted and as it was found. */
public record PoolMember(Edge edge, EdgeHealth health) {

    /** An edge that does not answer is down, drained or not. */
    public Edge.State state() {
        if (!health.up()) {
            return Edge.State.DOWN;
        }
        return edge.drained() ? Edge.State.DRAINING : Edge.State.UP;
    }

    public boolean takesViewers() {
        return state() == Edge.State.UP && edge.weight() > 0;
    }

    /** In Mbit/s, the operator's before its own; 0: unknown. */
    public int capacity() {
        return edge.capacity() > 0 ? edge.capacity() : health.capacity();
    }

    /** What it sends of what it can; 0 where either is unknown. */
    double load() {
        return capacity() == 0 ? 0 : health.mbps() / capacity();
    }
}
