package dev.headwater.core.archive;

import dev.headwater.core.hls.SegmentName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When what a channel showed is too old. It goes by whole hours, as it is stored: a piece that were cut at the second would be
 * another at every look.
 */
public final class Retention {
    /** Who came in with the oldest hour at its last moment sees it to its end. */
    private static final Duration SEEN_TO_ITS_END = Duration.ofHours(1);

    private Retention() {}

    /**
     * From when on a channel's past is shown to who came in then.
     *
     * @param kept how long the channel keeps it
     */
    public static Instant oldestShown(Instant cameIn, Duration kept) {
        return cameIn.minus(kept).truncatedTo(ChronoUnit.HOURS);
    }

    /** The oldest hour whose segments stay stored, as {@link SegmentName#hour()} spells it. */
    public static String oldestStored(Instant now, Duration kept) {
        return SegmentName.hour(now.minus(kept).minus(SEEN_TO_ITS_END));
    }
}
