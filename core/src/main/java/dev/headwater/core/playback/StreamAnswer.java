package dev.headwater.core.playback;

import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.SlateReason;
import java.util.List;

/** What a player gets that asked for one endless stream. */
public sealed interface StreamAnswer {
    /**
     * The channel, for as long as the seat says so.
     *
     * @param seat to be closed when the stream ends
     */
    record Plays(int channel, String rendition, Seat seat) implements StreamAnswer {}

    /**
     * A piece of a channel's past, from the first byte to the last.
     *
     * @param segments one behind the other, on the first rendition of each
     * @param seat not taken yet; each look takes or renews it, and closing does not give it back: it lapses
     * @param household of one line at one address: what is given away without a seat is counted by it
     */
    record Replays(int channel, List<Recorded> segments, Seat seat, String household) implements StreamAnswer {
        public Replays {
            segments = List.copyOf(segments);
        }
    }

    /** A slate, once. */
    record Shows(SlateReason slate) implements StreamAnswer {}

    /** Nothing, and why. */
    record Refused(Refusal reason) implements StreamAnswer {}

    /** It may be had elsewhere, by this ticket. */
    record Elsewhere(String ticket) implements StreamAnswer {}
}
