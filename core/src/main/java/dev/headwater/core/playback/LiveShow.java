package dev.headwater.core.playback;

import dev.headwater.core.account.Line;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.session.Hold;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Channels: those that are always made, or those that are made because they are asked for. */
final class LiveShow implements Show {
    private final LiveChannels live;
    private final Demands demands;
    private final boolean onDemand;

    /**
     * Shows channels of one kind.
     *
     * @param demands told of who asks
     * @param onDemand whether these are made only where somebody asks
     */
    LiveShow(LiveChannels live, Demands demands, boolean onDemand) {
        this.live = live;
        this.demands = demands;
        this.onDemand = onDemand;
    }

    private boolean demand(int id, @Nullable Line by) {
        if (by == null) {
            return false;
        }
        if (!onDemand) {
            demands.watched().note(id);
            return false;
        }
        demands.want(id, by.id(), by.limit().connections());
        return true;
    }

    private static @Nullable Line line(@Nullable Asker asker) {
        return asker == null ? null : asker.line();
    }

    /** For one endless stream. */
    Optional<LiveChannels.Shown> playable(int id, @Nullable Asker asker) {
        return live.playable(id, demand(id, line(asker)));
    }

    /** Somebody goes on watching without asking for playlists. */
    void watched(int id, Line by) {
        demand(id, by);
    }

    @Override
    public Opening open(int id, @Nullable Asker asker) {
        return live.opened(id, demand(id, line(asker)))
                .<Opening>map(window -> new Opened(window.renditions(), Hold.live(window.targetDuration())))
                .orElseGet(() -> new Instead(SlateReason.OFF_AIR));
    }

    @Override
    public Listing list(int id, @Nullable Asker asker) {
        return playable(id, asker)
                .<Listing>map(shown -> new Listed(
                        shown.window().renditions(), Hold.live(shown.window().targetDuration()), shown.mediaPlaylist()))
                .orElseGet(() -> new Instead(SlateReason.OFF_AIR));
    }

    @Override
    public Hold hold(int id) {
        return Hold.live(last(id).map(LiveWindow::targetDuration).orElse(0));
    }

    @Override
    public Optional<LiveWindow> last(int id) {
        return live.last(id);
    }
}
