package dev.headwater.core.playback.edge;

import java.time.Duration;

/**
 * How the share of sessions that an edge keeps follows its load. Between {@link #COOL} and {@link #HOT} nothing changes,
 * and the way up is slower than the way down: a load that answers late must not be driven to and fro.
 *
 * <p>What a full line carries says nothing of what is wanted of it: that may be anything above. So above {@link #FULL}
 * the share is halved, and again while it stays full.
 */
final class Shedding {
    /** Below this part of its capacity an edge takes sessions back. */
    static final double COOL = 0.75;
    /** Above this part it gives some away. */
    static final double HOT = 0.90;
    /** Of a full Ethernet line, 1448 of 1538 bytes are payload: 0.94. */
    static final double FULL = 0.93;

    /** Until a change shows: the segments on their way, and the two seconds over which edges measure. */
    static final Duration HALVED_EVERY = Duration.ofSeconds(3);

    static final Duration DOWN_EVERY = Duration.ofSeconds(5);
    static final Duration UP_EVERY = Duration.ofSeconds(10);
    /** So long, at most, where taking sessions back has made it too much again and again. */
    static final Duration UP_AT_LEAST_EVERY = Duration.ofMinutes(5);

    /** Below this part there is room for certain. */
    private static final double IDLE = 0.5;

    private static final double AIM = 0.85;
    private static final int MAX_DOWN = 10;
    private static final int MAX_UP = 3;

    private Shedding() {}

    /** At most half; less where more than twice the capacity is wanted for certain. */
    static int halved(int keep, double load) {
        return (int) (keep * Math.min(0.5, AIM / load));
    }

    /** Half of what would bring the load to the aim: what was given away before may not show in the load yet. */
    static int lowered(int keep, double load) {
        int step = (int) Math.ceil(keep * (1 - AIM / load) / 2);
        return Math.max(0, keep - Math.clamp(step, 1, MAX_DOWN));
    }

    /** How long an edge waits before it takes more back, which made it too much once more. */
    static Duration longer(Duration patience) {
        Duration twice = patience.multipliedBy(2);
        return twice.compareTo(UP_AT_LEAST_EVERY) < 0 ? twice : UP_AT_LEAST_EVERY;
    }

    /** Patience is for loads near the bound. */
    static Duration upEvery(Duration patience, double load) {
        return load < IDLE ? UP_EVERY : patience;
    }

    /** By no more than would bring the load to the aim: where the share is small, a point of it is a lot. */
    static int raised(int keep, double load) {
        double room = load == 0 ? MAX_UP : Math.max(1, keep) * (AIM / load - 1);
        return Math.min(EdgeHealth.ALL, keep + (int) Math.clamp(room, 0, MAX_UP));
    }
}
