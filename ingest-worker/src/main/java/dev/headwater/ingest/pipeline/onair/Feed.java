package dev.headwater.ingest.pipeline.onair;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at one source, as {@link Switch} sees it. Whoever tries again opens another: how one was doing says nothing
 * of the next.
 */
interface Feed {
    /** Its place among the channel's sources, from 0. */
    int source();

    /** Whether a key frame, and what came behind it, is there to be shown. */
    boolean isReady();

    /** In ns of the monotonic clock; only of one that is ready. */
    long readySince();

    /** Why it ended, in an operator's words; null: it has not. */
    @Nullable
    String failure();

    /** What is wrong with one that is ready and has not ended; null: nothing. */
    @Nullable
    String complaint(long now);

    /** Whether a key frame has just come, so that a change to this feed repeats next to nothing. */
    boolean isAtKeyFrame(long now);

    /** Its packets are wanted from here on, beginning with those it has. */
    void goOnAir();

    /** Only the newest are kept from here on. */
    void standBy();

    /** Ends it. What it has may still be shown by who shows it already. */
    void end();
}
