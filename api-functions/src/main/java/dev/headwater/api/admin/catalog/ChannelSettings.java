package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.IngestOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is to be like besides what lists show; null: the default, or as it was.
 *
 * @param position lists are ordered by it, then by id
 * @param guideId channel id in the guide; empty: none
 * @param archiveDays how long segments stay for catch-up
 * @param radio whether it is sound alone
 * @param run always, on-demand or off
 * @param hotStandby whether the next source is read along with the one on air
 * @param encrypted whether its segments are encrypted
 */
public record ChannelSettings(
        @Nullable Integer position,
        @Nullable String guideId,
        @Nullable Integer archiveDays,
        @Nullable Boolean radio,
        @Nullable String run,
        @Nullable Boolean hotStandby,
        @Nullable Boolean encrypted) {
    /** All as it is by default. */
    public static final ChannelSettings DEFAULT = new ChannelSettings(null, null, null, null, null, null, null);

    Channel change(Channel was) {
        return new Channel(
                was.id(),
                was.listed(),
                position == null ? was.position() : position,
                was.sources(),
                was.ladder(),
                guideId == null ? was.guideId() : guideId.isEmpty() ? null : guideId,
                archiveDays == null ? was.archiveDays() : archiveDays,
                radio == null ? was.radio() : radio,
                run(run, was.run()),
                ingest(was.ingestOptions()));
    }

    private IngestOptions ingest(IngestOptions was) {
        return new IngestOptions(
                hotStandby == null ? was.hotStandby() : hotStandby, encrypted == null ? was.encrypted() : encrypted);
    }

    private static Channel.Run run(@Nullable String text, Channel.Run otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "always" -> Channel.Run.ALWAYS;
            case "on-demand" -> Channel.Run.ON_DEMAND;
            case "off" -> Channel.Run.OFF;
            default -> throw OperationException.invalid("run", "a channel runs always, on-demand or is off");
        };
    }

    /** As commands spell it. */
    static String label(Channel.Run run) {
        return run.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
