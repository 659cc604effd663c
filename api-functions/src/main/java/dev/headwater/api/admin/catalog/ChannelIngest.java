package dev.headwater.api.admin.catalog;

import dev.headwater.core.hls.IngestStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where what a channel shows comes from, as its worker last told.
 *
 * @param onAir the source on air, without credentials; null: the slate, since none works
 * @param onAirPlace its place among the channel's sources, from 1; null: the slate
 * @param onAirSince when it came on air
 * @param lastError what went wrong last with any source, whether the channel goes on or not
 * @param lastErrorAt when
 * @param bitRate of the source on air, in bit/s; null: unknown
 * @param restarts how often the process that reads the sources was started again
 * @param warning what viewers may not like though the channel is on air: that its pictures are black or stand still, say
 */
public record ChannelIngest(
        @Nullable String onAir,
        @Nullable Integer onAirPlace,
        Instant onAirSince,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Long bitRate,
        int restarts,
        @Nullable String warning) {

    static @Nullable ChannelIngest of(@Nullable IngestStatus status) {
        if (status == null) {
            return null;
        }
        Integer place = status.source() == null ? null : status.source() + 1;
        return new ChannelIngest(
                status.name(),
                place,
                status.since(),
                status.lastError(),
                status.lastErrorAt(),
                status.bitRate() == 0 ? null : status.bitRate(),
                status.restarts(),
                status.warning());
    }
}
