package dev.headwater.core.playback.edge;

import java.time.Duration;
import java.time.Instant;

/**
 * What an edge's load has been lately, by two memories. Segments go out in bursts: few viewers make a load that jumps,
 * and no single answer may move them.
 */
final class RecentLoad {
    private static final double SHORT_SECONDS = 1.5;
    private static final double LONG_SECONDS = 5;

    private double brief;
    private double steady;
    private Instant heardAt;

    RecentLoad(double load, Instant now) {
        this.brief = load;
        this.steady = load;
        this.heardAt = now;
    }

    void hear(double load, Instant now) {
        double seconds = Math.max(0, Duration.between(heardAt, now).toMillis() / 1e3);
        brief = nearer(brief, load, seconds / SHORT_SECONDS);
        steady = nearer(steady, load, seconds / LONG_SECONDS);
        heardAt = now;
    }

    private static double nearer(double before, double now, double memories) {
        return now + (before - now) * Math.exp(-memories);
    }

    /** Of the last few seconds. */
    double brief() {
        return brief;
    }

    /** Of the last ten seconds or so. */
    double steady() {
        return steady;
    }
}
