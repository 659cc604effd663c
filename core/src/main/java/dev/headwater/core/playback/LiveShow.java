package dev.headwater.core.playback;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.playback.session.Hold;
import java.util.Optional;

/** Channels. */
final class LiveShow implements Show {
    private final LiveChannels live;

    LiveShow(LiveChannels live) {
        this.live = live;
    }

    @Override
    public Opening open(int id, boolean asked) {
        return live.opened(id)
                .<Opening>map(window -> new Opened(window.renditions(), Hold.live(window.targetDuration())))
                .orElseGet(() -> new Instead(SlateReason.OFF_AIR));
    }

    @Override
    public Listing list(int id, boolean asked) {
        return live.playable(id)
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
