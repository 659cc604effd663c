package dev.headwater.core.playback.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as operators see it.
 *
 * @param id the {@code Key-Pair-Id} of its signatures
 * @param since when it got into this state
 * @param until when a trusted key retires; null: not foreseen
 */
public record KeyStatus(
        String id,
        SignatureAlgorithm algorithm,
        State state,
        Instant since,
        @Nullable Instant until) {
    /** What a key is for. */
    public enum State {
        /** It signs. */
        ACTIVE,
        /** Edges trust it: it signs next, or did and what it signed may still be valid. */
        TRUSTED,
        /** Nobody trusts it any more; forgotten at the next start or rotation. */
        RETIRED
    }
}
