package dev.headwater.functions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One call of publish. Lists come first: copying objects may take all the time there is. None waits for another's luck; last
 * it is told how long the oldest change waits, whatever went wrong before.
 */
final class PublishRound {
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final Parts parts;
    private final InstantSource clock;
    private Instant sweptAt = Instant.EPOCH;

    /** Takedowns, as they are carried out. */
    interface Takedowns {
        boolean isDue();

        /** @param all whether to look for what came in beside them */
        void round(boolean all, Instant until);
    }

    /** What it does. */
    record Parts(Runnable lists, Runnable guide, Takedowns takedowns, Runnable measure) {}

    PublishRound(Parts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** @param until when nothing more is begun */
    void run(Instant until) {
        Attempts attempts = new Attempts();
        attempts.at("publish lists", parts.lists());
        attempts.at("make the guide ahead", parts.guide());
        attempts.at("carry out takedowns", () -> takeAway(until));
        attempts.at("measure how long changes wait", parts.measure());
        attempts.end();
    }

    private void takeAway(Instant until) {
        Instant now = clock.instant();
        boolean all = sweptAt.plus(BETWEEN_SWEEPS).isBefore(now);
        if (all || parts.takedowns().isDue()) {
            parts.takedowns().round(all, until);
            sweptAt = all ? now : sweptAt;
        }
    }
}
