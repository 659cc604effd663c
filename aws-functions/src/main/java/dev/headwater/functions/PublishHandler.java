package dev.headwater.functions;

import dev.headwater.core.takedown.TakedownJob;
import java.time.Duration;
import java.time.Instant;

/**
 * Renders lists and guide documents ahead where something changed, and carries out takedowns: woken by the stream of the
 * table, which says that a change was noted, and by the clock. Lists come first: copying objects may take all the time there is.
 */
public final class PublishHandler extends WorkFunction {
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final TakedownJob takedowns = composition()
            .services()
            .takedownJob(
                    holder("publish-function"),
                    () -> composition().services().publishRequests().changed());

    private Instant sweptAt = Instant.EPOCH;

    @Override
    void work(Instant until) {
        Attempts attempts = new Attempts();
        attempts.at("publish lists", composition().publisher()::publishStale);
        attempts.at("make the guide ahead", composition().documents()::refresh);
        attempts.at("carry out takedowns", () -> takeAway(until));
        attempts.end();
    }

    private void takeAway(Instant until) {
        Instant now = composition().services().clock().instant();
        boolean all = sweptAt.plus(BETWEEN_SWEEPS).isBefore(now);
        if (all || takedowns.isDue()) {
            takedowns.round(all, until);
            sweptAt = all ? now : sweptAt;
        }
    }
}
