package dev.headwater.core.hls;

import java.time.Instant;
import java.util.List;

/**
 * What a worker says of itself every few seconds.
 *
 * @param worker its id
 * @param host the machine it is on, for people
 * @param since when this life of it began
 * @param cores processors it may use
 * @param used of them, those it and its channels used in the last seconds
 * @param expected {@code used}, and what channels that have just begun are expected to use
 * @param channels it makes
 * @param room channels on demand it would begin besides
 * @param reserved whether it makes only what it was told
 * @param draining whether it is giving back what it makes
 * @param until not heard of by then, it is gone
 */
public record Heartbeat(
        String worker,
        String host,
        Instant since,
        double cores,
        double used,
        double expected,
        List<Integer> channels,
        int room,
        boolean reserved,
        boolean draining,
        Instant until) {

    public Heartbeat {
        channels = List.copyOf(channels);
    }

    /** Of all its processors, the share in use: 0 to 1, and a little more while channels begin. */
    public double share() {
        return used / cores;
    }

    /** Of all its processors, the share that would be in use with so many cores more. */
    public double shareWith(double more) {
        return (expected + more) / cores;
    }

    /** Whether it takes channels that others give away. */
    public boolean takesOthers() {
        return !reserved && !draining;
    }
}
