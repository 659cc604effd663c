package dev.headwater.core.playback;

import dev.headwater.core.hls.SlateReason;

/** What a player gets that asked for one endless stream. */
public sealed interface StreamAnswer {
    /**
     * The channel, for as long as the seat says so.
     *
     * @param seat to be closed when the stream ends
     */
    record Plays(int channel, String rendition, Seat seat) implements StreamAnswer {}

    /** A slate, once. */
    record Shows(SlateReason slate) implements StreamAnswer {}

    /** Nothing, and why. */
    record Refused(Refusal reason) implements StreamAnswer {}

    /** It may be had elsewhere, by this ticket. */
    record Elsewhere(String ticket) implements StreamAnswer {}
}
