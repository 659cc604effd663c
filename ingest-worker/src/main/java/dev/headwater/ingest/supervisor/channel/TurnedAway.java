package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import java.time.Instant;

/** Channels on demand there is no room for: their viewers are told at once, rather than wait for what does not come. */
public final class TurnedAway {
    private final IngestParts parts;
    private final ChannelKeeper keeper;

    public TurnedAway(IngestParts parts, ChannelKeeper keeper) {
        this.parts = parts;
        this.keeper = keeper;
    }

    /** Has the viewers of a channel that nobody makes told that it can not be made now, unless they were just told. */
    public void tell(ChannelPlan plan) {
        Instant recently = parts.clock().instant().minus(LiveWindow.SHELF_LIFE.dividedBy(2));
        boolean isKnown = parts.windows()
                .find(plan.channel())
                .filter(window -> window.state() == ChannelState.FAILED
                        && window.updatedAt().isAfter(recently))
                .isPresent();
        if (!isKnown) {
            keeper.whileHeld(plan.channel(), lease -> {
                WindowWriter window = new WindowWriter(
                        parts.windows(), plan.channel(), plan.packaging(), lease.fence(), parts.clock());
                window.takeOver();
                window.inState(
                        ChannelState.FAILED,
                        "it is not made: " + parts.config().demanded()
                                + " other channels on demand are being made already");
            });
        }
    }
}
