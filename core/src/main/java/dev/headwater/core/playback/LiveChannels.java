package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.Pause;
import dev.headwater.core.hls.ChannelState;
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
    private static final int DEMANDED_SEGMENTS = 2;
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

    /**
     * The window once its renditions are known; empty: the channel is off air. Waits while it is starting.
     *
     * @param demanded whether it is made because it was just asked for: it may not have been taken up yet
     */
    Optional<LiveWindow> opened(int channel, boolean demanded) {
        return await(channel, demanded, shown -> isOpened(shown.window(), demanded))
                .map(Shown::window)
                .filter(window -> !window.renditions().isEmpty())
                .filter(window -> isStarting(window) || window.isPlayable(clock.instant()));
    }

    private boolean isOpened(LiveWindow window, boolean demanded) {
        boolean current = !demanded || isStarting(window) || window.isPlayable(clock.instant());
        return current && !window.renditions().isEmpty();
    }

    /**
     * The window once a player can start on it; empty: the channel is off air. Waits while it is starting.
     *
     * @param demanded as of {@link #opened}; its viewer has waited for it from nothing and starts on less
     */
    Optional<Shown> playable(int channel, boolean demanded) {
        int enough = demanded ? DEMANDED_SEGMENTS : LiveWindow.COMFORTABLE_SEGMENTS;
        return await(
                        channel,
                        demanded,
                        shown -> shown.window().segments().size() >= enough
                                && shown.window().isPlayable(clock.instant()))
                .filter(shown -> shown.window().isPlayable(clock.instant()));
    }

    /** Whatever was shown last, be it long ago; empty: nothing ever was. */
    Optional<LiveWindow> last(int channel) {
        return cache.get(channel, this::read).map(Shown::window);
    }

    private Optional<Shown> await(int channel, boolean demanded, Predicate<Shown> ready) {
        Instant deadline = clock.instant().plus(MAX_WAIT);
        while (true) {
            Optional<Shown> shown = cache.get(channel, this::read);
            boolean done = shown.filter(ready).isPresent()
                    || shown.map(Shown::window)
                            .filter(w -> !isStarting(w) && !(demanded && isToBeTakenUp(w)))
                            .isPresent();
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

    /** What a worker left that has stopped, or died, some time ago. */
    private boolean isToBeTakenUp(LiveWindow window) {
        Instant now = clock.instant();
        boolean fails = window.state() == ChannelState.FAILED
                && window.updatedAt().plus(LiveWindow.SHELF_LIFE).isAfter(now);
        return !fails && !window.isPlayable(now);
    }

    private Optional<Shown> read(int channel) {
        return windows.find(channel).map(window -> new Shown(window, Playlists.media(window)));
    }
}
