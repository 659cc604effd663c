package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.catalog.ChannelSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a channel besides what lists show. */
final class ChannelOptions {
    @Option(
            names = "--position",
            paramLabel = "N",
            description = "Lists order channels by it, then by id; a new channel: 0.")
    private @Nullable Integer position;

    @Option(names = "--guide-id", paramLabel = "ID", description = "Channel id in the guide; an empty text: none.")
    private @Nullable String guideId;

    @Option(names = "--archive-days", paramLabel = "N", description = "Days of catch-up; a new channel: 0.")
    private @Nullable Integer archiveDays;

    @Option(names = "--radio", negatable = true, description = "It is sound alone.")
    private @Nullable Boolean radio;

    @Option(
            names = "--hot-standby",
            negatable = true,
            description = "The next source is read along, to step in at once; costs a second connection.")
    private @Nullable Boolean hotStandby;

    @Option(names = "--encrypted", negatable = true, description = "Segments are encrypted (HLS AES-128).")
    private @Nullable Boolean encrypted;

    @Option(
            names = "--content-failover",
            negatable = true,
            description =
                    "Of several sources the next is shown also where one is black, stands still or is silent; takes a"
                            + " ladder.")
    private @Nullable Boolean contentFailover;

    @Option(
            names = "--burn-in",
            paramLabel = "LANG",
            description = "Bitmap subtitles (DVB) of this language are drawn into the picture; takes a ladder. An empty"
                    + " text: none.")
    private @Nullable String burnIn;

    @Option(
            names = "--segments",
            paramLabel = "ts|fmp4",
            description = "What segments are; a new channel: ts. Of fmp4 there is no endless .ts stream.")
    private @Nullable String segments;

    @Option(names = "--on-demand", description = "Made while somebody watches.")
    private boolean onDemand;

    @Option(names = "--always", description = "Made all the time, as a new channel.")
    private boolean always;

    @Option(names = "--off", description = "Not made, and in no list.")
    private boolean off;

    ChannelSettings settings() {
        if ((onDemand ? 1 : 0) + (always ? 1 : 0) + (off ? 1 : 0) > 1) {
            throw new OperationException("give one of --on-demand, --always and --off");
        }
        String run = onDemand ? "on-demand" : always ? "always" : off ? "off" : null;
        return new ChannelSettings(
                position, guideId, archiveDays, radio, run, hotStandby, encrypted, contentFailover, burnIn, segments);
    }
}
