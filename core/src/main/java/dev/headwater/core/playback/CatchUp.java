package dev.headwater.core.playback;

import dev.headwater.core.catalog.Channel;

/** Whether apps can play what channels showed in the past, and so whether they are told of it. */
public enum CatchUp {
    SERVED,
    /** Channels may record, but to apps none has an archive: a button that leads nowhere is worse than none. */
    SILENT;

    /** What plays: as {@link StreamFormat#OFFERED}, never advertised before its media path works. */
    public static final CatchUp OFFERED = SILENT;

    /** A channel as apps are told of it. */
    public Channel told(Channel channel) {
        return this == SERVED || channel.archiveDays() == 0
                ? channel
                : new Channel(
                        channel.id(),
                        channel.listed(),
                        channel.position(),
                        channel.sources(),
                        channel.ladder(),
                        channel.guideId(),
                        0,
                        channel.radio(),
                        channel.run(),
                        channel.ingest());
    }
}
