package dev.headwater.core.playback.edge;

/** What became of asking an edge. */
public sealed interface Probed {
    /**
     * It answered that it is up.
     *
     * @param mbps what it sends, in Mbit/s; 0: unknown
     * @param capacity what it can send, in Mbit/s; 0: unknown
     */
    record Alive(double mbps, int capacity) implements Probed {}

    /** No answer in time, or none that says it is up. */
    record Silent() implements Probed {}
}
