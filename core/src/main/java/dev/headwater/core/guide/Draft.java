package dev.headwater.core.guide;

import java.nio.ByteBuffer;

/**
 * A programme on its way from a file to a day.
 *
 * @param channel number of its channel within the import
 * @param start seconds since the first day kept began
 * @param length in seconds; 0: unknown
 * @param texts as {@link ProgrammeCodec} writes them; valid until the next programme is read
 */
record Draft(int channel, long start, long length, ByteBuffer texts) {
    /** Enough for a length of a day, seconds since any day kept, and a channel. */
    static final int CHANNEL_BITS = 18;

    static final int START_BITS = 24;

    /** What drafts are ordered by: channel, then start. */
    static long order(int channel, long start) {
        return (long) channel << START_BITS | start;
    }

    static int channel(long order) {
        return (int) (order >>> START_BITS);
    }

    static long start(long order) {
        return order & (1L << START_BITS) - 1;
    }
}
