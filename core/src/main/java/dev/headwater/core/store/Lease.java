package dev.headwater.core.store;

import java.time.Instant;

/**
 * The right to do something alone for a while.
 *
 * @param holder empty: it was given back
 * @param fence grows with every new holder: whatever a holder writes carries it, so that one who wakes up late is told
 *     from the one who came after
 */
public record Lease(String name, String holder, long fence, Instant until) {
    /** Whether it is the same taking of it, whatever its end. */
    boolean isSameAs(Lease other) {
        return name.equals(other.name) && holder.equals(other.holder) && fence == other.fence;
    }

    /** Of whoever makes a channel. */
    public static String ofChannel(int id) {
        return "channel/" + id;
    }

    /** Of whoever makes a film or an episode. */
    public static String ofTitle(int id) {
        return "vod/" + id;
    }
}
