package dev.headwater.core.hls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where what a channel shows comes from, as its worker saw it when it last listed a segment.
 *
 * @param source its place among the channel's sources, from 0; null: the slate, since none works
 * @param name of that source, without credentials; null: the slate
 * @param since when it came on air
 * @param lastError what went wrong last with any source, or with the process that reads them, in an operator's words; null:
 *     nothing did so far
 * @param lastErrorAt when; null as {@code lastError}
 * @param bitRate of the source, in bit/s over the last seconds; 0: unknown
 * @param restarts how often the process that reads the sources was started again
 * @param warning what viewers may not like though the channel is on air, in an operator's words; null: nothing
 */
public record IngestStatus(
        @Nullable Integer source,
        @Nullable String name,
        Instant since,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        long bitRate,
        int restarts,
        @Nullable String warning) {

    /** How the channel is doing by that. */
    public ChannelState state() {
        if (source == null) {
            return ChannelState.SLATE;
        }
        return source == 0 ? ChannelState.ON_AIR : ChannelState.ON_BACKUP;
    }
}
