package dev.headwater.api.admin.catalog;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a channel stands, as operators are told: by its live window, and by how long nobody has written that. */
final class ChannelStates {
    /** A window nobody wrote for so long has no worker behind it. */
    private static final Duration ABANDONED = Duration.ofSeconds(30);
    /** Where nothing works, it is written as seldom as it is tried. */
    private static final Duration ABANDONED_FAILED = Duration.ofMinutes(3);

    private final InstantSource clock;
    private final boolean workerRuns;
    private final Supplier<Set<Integer>> withheld;

    ChannelStates(InstantSource clock, boolean workerRuns, Supplier<Set<Integer>> withheld) {
        this.clock = clock;
        this.workerRuns = workerRuns;
        this.withheld = withheld;
    }

    ChannelState of(Channel channel, Optional<LiveWindow> window) {
        if (!channel.enabled() || !workerRuns || withheld.get().contains(channel.id())) {
            return ChannelState.OFF;
        }
        Instant now = clock.instant();
        boolean isNew = channel.run() == Channel.Run.ALWAYS
                && channel.listed().addedAt().plus(ABANDONED).isAfter(now);
        return window.filter(w -> w.updatedAt().plus(patience(w)).isAfter(now))
                .map(w -> isSilent(w, now) ? ChannelState.FAILED : w.state())
                .orElse(isNew ? ChannelState.STARTING : ChannelState.OFF);
    }

    private static Duration patience(LiveWindow window) {
        return window.state() == ChannelState.OFF ? ABANDONED : ABANDONED_FAILED;
    }

    /** Whether it is called on air and shows nothing new: its source stands still, and nobody has said so yet. */
    private static boolean isSilent(LiveWindow window, Instant now) {
        return window.state().isShowing() && window.updatedAt().plus(ABANDONED).isBefore(now);
    }

    static @Nullable String error(ChannelState state, Optional<LiveWindow> window) {
        String error = window.map(LiveWindow::error).orElse(null);
        return error == null && state == ChannelState.FAILED
                ? "nothing has come for " + ABANDONED.toSeconds() + " s"
                : error;
    }
}
