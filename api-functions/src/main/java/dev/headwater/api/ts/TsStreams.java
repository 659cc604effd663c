package dev.headwater.api.ts;

import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.playback.Seat;
import dev.headwater.core.store.ObjectStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Live channels as endless MPEG-TS. One follower per channel and rendition reads for all its viewers; a viewer costs a
 * cursor, and one {@link Seat#look()} a second.
 */
public final class TsStreams implements AutoCloseable {
    private final LiveWindows windows;
    private final SlateClips slates;
    private final Followers followers;
    private final InstantSource clock;
    private final Beats beats;
    private final Set<Viewing> viewings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param memory what the rings of all channels may hold together, in bytes; a channel for which it has no room is not begun */
    public TsStreams(
            LiveWindows windows,
            Slates slates,
            ObjectStore objects,
            ContentKeys keys,
            InstantSource clock,
            long memory) {
        this(windows, slates, objects, keys, clock, new VirtualBeats(), memory);
    }

    TsStreams(
            LiveWindows windows,
            Slates slates,
            ObjectStore objects,
            ContentKeys keys,
            InstantSource clock,
            Beats beats,
            long memory) {
        this.windows = windows;
        this.slates = new SlateClips(slates, objects, keys, clock);
        this.followers = new Followers(windows, objects, keys, clock, beats, new MemoryBudget(memory));
        this.clock = clock;
        this.beats = beats;
    }

    /**
     * Opens a rendition of a channel. Blocks on the store.
     *
     * @param seat closed when the stream ends, whatever by; at once where there is none
     */
    public Opening play(int channel, String rendition, Seat seat) {
        Opening opening = new Opening.Unknown();
        try {
            opening = windows.find(channel)
                    .flatMap(window -> window.renditions().stream()
                            .filter(made -> made.name().equals(rendition))
                            .findFirst()
                            .map(made -> open(Followers.Wanted.of(window, made), seat)))
                    .orElse(opening);
        } finally {
            if (!(opening instanceof Opening.Opened)) {
                seat.close();
            }
        }
        return opening;
    }

    private Opening open(Followers.Wanted wanted, Seat seat) {
        return followers
                .join(wanted, follower -> new Viewing(Optional.of(follower), seat, parts()))
                .<Opening>map(viewing -> new Opening.Opened(opened(viewing)))
                .orElseGet(Opening.Full::new);
    }

    /** Opens a slate, sent once; it takes no connection. Blocks on the store. Empty where there is none to be had. */
    public Optional<TsStream> slate(SlateReason reason) {
        return slates.find(reason).map(clip -> {
            Viewing viewing = new Viewing(Optional.empty(), new Unlimited(), parts());
            viewing.stream().finish(clip);
            return opened(viewing);
        });
    }

    private Viewing.Parts parts() {
        return new Viewing.Parts(slates, clock, beats, viewings::remove);
    }

    private TsStream opened(Viewing viewing) {
        viewings.add(viewing);
        viewing.begin();
        if (closed) {
            viewing.stream().stop();
        }
        return viewing.stream();
    }

    /** Ends all streams, and returns when their seats are given back, or after five seconds. */
    @Override
    public void close() {
        closed = true;
        viewings.forEach(viewing -> viewing.stream().stop());
        beats.close();
    }

    /** Of a slate. */
    private static final class Unlimited implements Seat {
        @Override
        public Standing look() {
            return new Standing.Plays();
        }

        @Override
        public void close() {}
    }
}
