package dev.headwater.api.admin.catalog;

import dev.headwater.core.hls.IngestStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where what a channel shows comes from, as its worker last told.
 *
 * @param onAir the source on air, without credentials; null: the slate, since none works, or nothing is on air
 * @param onAirPlace its place among the channel's sources, from 1; null as {@code onAir}
 * @param onAirSince when it, or the slate, came on air; null: nothing is
 * @param lastError what went wrong last with any source, whether the channel goes on or not
 * @param lastErrorAt when
 * @param bitRate of the source on air, in bit/s; null: unknown
 * @param restarts how often the process that reads the sources was started again
 * @param warning what viewers may not like though the channel is on air: that its pictures are black or stand still, say
 */
public record ChannelIngest(
        @Nullable String onAir,
        @Nullable Integer onAirPlace,
        @Nullable Instant onAirSince,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Long bitRate,
        int restarts,
        @Nullable String warning) {

    /** @param showing whether viewers see anything new: a source that is only tried is not on air */
    static @Nullable ChannelIngest of(@Nullable IngestStatus status, boolean showing) {
        if (status == null) {
            return null;
        }
        Integer source = showing ? status.source() : null;
        return new ChannelIngest(
                source == null ? null : status.name(),
                source == null ? null : source + 1,
                showing ? status.since() : null,
                status.lastError(),
                status.lastErrorAt(),
                source == null || status.bitRate() == 0 ? null : status.bitRate(),
                status.restarts(),
                status.warning());
    }
}
