package dev.headwater.core.playback;

import dev.headwater.core.hls.SlateReason;
import java.time.Duration;

/** The connection that one running stream holds, as long as its socket is open. */
public interface Seat extends AutoCloseable {
    /** How often whoever streams asks {@link #look()}: kick, expiry and a lowered limit bite that soon. */
    Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** What is to become of the stream; renews its connection when due. Blocks on the store. */
    Standing look();

    /** Gives the connection back. May be called twice. */
    @Override
    void close();

    /** What is to become of a stream. */
    sealed interface Standing {
        /** It goes on. */
        record Plays() implements Standing {}

        /** The slate is its last. */
        record Ends(SlateReason with) implements Standing {}

        /** It is cut off. */
        record Over() implements Standing {}
    }
}
