package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateForm;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.playback.ticket.Tickets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Slates as players get them. Their tickets name stream 0 and open nothing else; they take no connection. */
final class SlateShow {
    private static final Duration CACHED = Duration.ofSeconds(5);
    private static final int PLAIN_TARGET_DURATION = 2;

    private final Slates slates;
    private final Tickets tickets;
    private final InstantSource clock;
    private final Cache<Made, Optional<Slate>> cache;

    private record Made(SlateReason reason, SlateForm form) {}

    SlateShow(Slates slates, Tickets tickets, InstantSource clock) {
        this.slates = slates;
        this.tickets = tickets;
        this.clock = clock;
        this.cache = Caches.expiring(clock, CACHED, SlateReason.values().length * SlateForm.values().length);
    }

    /** Instead of a channel's multivariant playlist. */
    Answer multivariant(int line, SlateReason reason, String basePath) {
        return find(reason)
                .<Answer>map(slate -> new Answer.Playlist(Playlists.multivariant(
                        List.of(slate.rendition()), basePath + "/play/" + tickets.mint(line, Slate.STREAM) + "/")))
                .orElseGet(() -> withoutSlate(reason));
    }

    /** Instead of a rendition's media playlist, where its player may have seen one before. */
    Answer ending(int line, SlateReason reason, Optional<LiveWindow> last, String rendition) {
        LiveWindow window = last.orElseGet(this::nothing);
        return find(reason, SlateForm.behind(window, rendition))
                .or(() -> find(reason)) // of an older server: not every player gets over it, and none does worse
                .<Answer>map(slate -> new Answer.Playlist(Playlists.ending(
                        window,
                        slate,
                        "../../" + tickets.mint(line, Slate.STREAM) + "/"
                                + slate.rendition().name() + "/")))
                .orElseGet(() -> withoutSlate(reason));
    }

    /** What was last listed where nothing is known of it. */
    LiveWindow nothing() {
        return LiveWindow.empty(0, 0, PLAIN_TARGET_DURATION, clock.instant());
    }

    /** A slate's own media playlist. */
    Answer playlist(String rendition) {
        return Arrays.stream(SlateReason.values())
                .filter(reason -> reason.rendition().equals(rendition))
                .findFirst()
                .flatMap(this::find)
                .<Answer>map(slate -> new Answer.Playlist(Playlists.slate(slate)))
                .orElseGet(() -> new Answer.Refused(Refusal.UNKNOWN));
    }

    private Optional<Slate> find(SlateReason reason) {
        return find(reason, SlateForm.MPEG_TS);
    }

    private Optional<Slate> find(SlateReason reason, SlateForm form) {
        return cache.get(new Made(reason, form), made -> slates.find(made.reason(), made.form()));
    }

    /** What is said by status while a slate has not been made yet. */
    private static Answer withoutSlate(SlateReason reason) {
        return new Answer.Refused(reason == SlateReason.OFF_AIR ? Refusal.OFF_AIR : Refusal.FORBIDDEN);
    }
}
