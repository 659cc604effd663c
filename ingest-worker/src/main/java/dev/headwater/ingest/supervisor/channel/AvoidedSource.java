package dev.headwater.ingest.supervisor.channel;

import dev.headwater.ingest.frames.Job;
import java.util.Optional;

/**
 * The source that brings one child after the other to a stop: the next child begins with another. Once may be anything, a
 * machine short of memory or somebody with a signal.
 */
public final class AvoidedSource {
    /** What operators are told then. */
    public static final String LEFT_ALONE =
            "it brought its process to a stop twice in a row, and is left alone for five minutes";

    private static final int TIMES = 2;

    private int suspect = Job.Stream.NONE;
    private int times;

    AvoidedSource() {}

    /**
     * A child has ended.
     *
     * @param shown the source that was on air; empty: none
     * @param cameToAStop whether it stood still or died, and did not end by itself
     * @param wasStable whether it had been well for long
     */
    void ended(Optional<Integer> shown, boolean cameToAStop, boolean wasStable) {
        if (!cameToAStop || wasStable || shown.isEmpty()) {
            times = 0;
        } else if (shown.get() == suspect) {
            times++;
        } else {
            suspect = shown.get();
            times = 1;
        }
    }

    /** As {@link Job.Stream#avoided}. */
    int place() {
        return times >= TIMES ? suspect : Job.Stream.NONE;
    }
}
