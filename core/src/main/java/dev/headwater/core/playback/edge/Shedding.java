package dev.headwater.core.playback.edge;

import java.time.Duration;

/**
 * How the share of sessions that an edge keeps follows its load. Between the two bounds nothing changes, and the way up
 * is slower than the way down: a load that answers late must not be driven to and fro.
 */
final class Shedding {
    /** Above this part of its capacity an edge gives sessions away. */
    static final double HOT = 0.90;
    /** Below this part it takes them back. */
    static final double COOL = 0.75;

    static final Duration DOWN_EVERY = Duration.ofSeconds(5);
    static final Duration UP_EVERY = Duration.ofSeconds(10);

    private static final double AIM = 0.85;
    private static final int MAX_DOWN = 10;
    private static final int UP = 3;

    private Shedding() {}

    /** Half of what would bring the load to the aim: what was given away before may not show in the load yet. */
    static int lowered(int keep, double load) {
        int step = (int) Math.ceil(keep * (1 - AIM / load) / 2);
        return Math.max(0, keep - Math.clamp(step, 1, MAX_DOWN));
    }

    static int raised(int keep) {
        return Math.min(EdgeHealth.ALL, keep + UP);
    }
}
