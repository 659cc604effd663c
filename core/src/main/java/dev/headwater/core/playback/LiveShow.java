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
    private final @Nullable Demands demands;

    /** @param demands told of who asks; null: these channels are made in any case */
    LiveShow(LiveChannels live, @Nullable Demands demands) {
        this.live = live;
        this.demands = demands;
    }

    private boolean demand(int id, @Nullable Line asker) {
        if (demands == null || asker == null) {
            return false;
        }
        demands.want(id, asker.id(), asker.limit().connections());
        return true;
    }

    /** For one endless stream. */
    Optional<LiveChannels.Shown> playable(int id, @Nullable Line asker) {
        return live.playable(id, demand(id, asker));
    }

    /** Somebody goes on watching without asking for playlists. */
    void watched(int id, Line by) {
        demand(id, by);
    }

    @Override
    public Opening open(int id, @Nullable Line asker) {
        return live.opened(id, demand(id, asker))
                .<Opening>map(window -> new Opened(window.renditions(), Hold.live(window.targetDuration())))
                .orElseGet(() -> new Instead(SlateReason.OFF_AIR));
    }

    @Override
    public Listing list(int id, @Nullable Line asker) {
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
