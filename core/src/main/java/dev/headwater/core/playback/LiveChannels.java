package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.Pause;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Playlists;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** What channels show at this moment: read and rendered once for all viewers, and waited for while a channel starts. */
final class LiveChannels {
    /** A quarter of the shortest target duration: two instances never step back from one another. */
    private static final Duration CACHED = Duration.ofMillis(500);

    private static final Duration MAX_WAIT = Duration.ofSeconds(8);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CACHED_CHANNELS = 10_000;

    private final LiveWindows windows;
    private final InstantSource clock;
    private final Pause pause;
    private final Cache<Integer, Optional<Shown>> cache;

    LiveChannels(LiveWindows windows, InstantSource clock, Pause pause) {
        this.windows = windows;
        this.clock = clock;
        this.pause = pause;
        this.cache = Caches.expiring(clock, CACHED, CACHED_CHANNELS);
    }

    /** A window and its media playlist, which is the same text for every rendition. */
    record Shown(LiveWindow window, String mediaPlaylist) {}

    /** The window once its renditions are known; empty: the channel is off air. Waits while it is starting. */
    Optional<LiveWindow> opened(int channel) {
        return await(channel, shown -> !shown.window().renditions().isEmpty())
                .map(Shown::window)
                .filter(window -> !window.renditions().isEmpty())
                .filter(window -> isStarting(window) || window.isPlayable(clock.instant()));
    }

    /** The window once a player can start on it; empty: the channel is off air. Waits while it is starting. */
    Optional<Shown> playable(int channel) {
        return await(
                        channel,
                        shown -> shown.window().segments().size() >= LiveWindow.COMFORTABLE_SEGMENTS
                                && shown.window().isPlayable(clock.instant()))
                .filter(shown -> shown.window().isPlayable(clock.instant()));
    }

    /** Whatever was shown last, be it long ago; empty: nothing ever was. */
    Optional<LiveWindow> last(int channel) {
        return cache.get(channel, this::read).map(Shown::window);
    }

    private Optional<Shown> await(int channel, Predicate<Shown> ready) {
        Instant deadline = clock.instant().plus(MAX_WAIT);
        while (true) {
            Optional<Shown> shown = cache.get(channel, this::read);
            boolean done = shown.filter(ready).isPresent()
                    || shown.map(Shown::window).filter(w -> !isStarting(w)).isPresent();
            if (done
                    || Thread.currentThread().isInterrupted()
                    || !clock.instant().isBefore(deadline)) {
                return shown;
            }
            pause.of(POLL);
        }
    }

    /** A channel that will show something soon; one whose first segments are still coming in counts. */
    private static boolean isStarting(LiveWindow window) {
        return switch (window.state()) {
            case STARTING -> true;
            case ON_AIR, ON_BACKUP -> window.segments().size() < LiveWindow.COMFORTABLE_SEGMENTS;
            case OFF, SLATE, FAILED -> false;
        };
    }

    private Optional<Shown> read(int channel) {
        return windows.find(channel).map(window -> new Shown(window, Playlists.media(window)));
    }
}
