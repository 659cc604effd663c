package dev.headwater.ingest.supervisor.channel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a child that ended starts again: at once the first time, then after twice as long each time, up to a limit, less
 * a random part so that many channels do not come back in one moment. A child that was stable makes it forget. A source
 * that has given nothing for some minutes is asked less often: up to six times that limit.
 */
final class RestartPolicy {
    private static final Duration FIRST = Duration.ofMillis(500);

    /** So many runs in a row without a segment, and the channel is called failed. */
    private static final int FAILED_AFTER = 3;

    /** So many runs in a row without a segment, and the source is not expected back soon. */
    private static final int PATIENT_AFTER = 20;

    private static final int PATIENCE = 6;

    private final Duration longest;
    private final Duration stableAfter;
    private final RandomGenerator random;
    private int quickEnds;
    private int barrenRuns;

    RestartPolicy(Duration longest, Duration stableAfter, RandomGenerator random) {
        this.longest = longest;
        this.stableAfter = stableAfter;
        this.random = random;
    }

    /** Takes note of a run and says how long to wait before the next. */
    Duration afterRun(Duration lasted, boolean madeSegment) {
        barrenRuns = madeSegment ? 0 : barrenRuns + 1;
        quickEnds = lasted.compareTo(stableAfter) >= 0 ? 1 : quickEnds + 1;
        if (quickEnds == 1) {
            return Duration.ZERO;
        }
        long doubled = FIRST.toMillis() << Math.min(quickEnds - 2, 20);
        long most = Math.min(doubled, limit().toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    private Duration limit() {
        return barrenRuns > PATIENT_AFTER ? longest.multipliedBy(PATIENCE) : longest;
    }

    boolean hasFailed() {
        return barrenRuns >= FAILED_AFTER;
    }
}
