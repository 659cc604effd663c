package dev.headwater.functions;

import dev.headwater.core.takedown.TakedownJob;
import java.time.Duration;
import java.time.Instant;

/**
 * Renders lists and guide documents ahead where something changed, and carries out takedowns: woken by the stream of the
 * table, which says that a change was noted, and by the clock.
 */
public final class PublishHandler extends WorkFunction {
    private static final String HOLDER = "publish-function";
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final TakedownJob takedowns = composition()
            .services()
            .takedownJob(
                    HOLDER, () -> composition().services().publishRequests().changed());

    private Instant sweptAt = Instant.EPOCH;

    @Override
    void work(Instant until) {
        Instant now = composition().services().clock().instant();
        boolean all = sweptAt.plus(BETWEEN_SWEEPS).isBefore(now);
        if (all || takedowns.isDue()) {
            takedowns.round(all);
            sweptAt = all ? now : sweptAt;
        }
        composition().publisher().publishStale();
        composition().documents().refresh();
    }
}
