package dev.headwater.core.playback.edge;

/** Asks an edge how it is. */
@FunctionalInterface
public interface EdgeProbe {
    /**
     * Asks once. Returns within {@link EdgeProber#TIMEOUT}, whatever the edge does; called on a virtual thread, for
     * several edges at once.
     */
    Probed ask(Edge edge);
}
