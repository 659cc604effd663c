package dev.headwater.ingest.pipeline.source;

import java.time.Duration;

/**
 * What a download may cost.
 *
 * @param longest time for all of it
 * @param grace time before it is asked how fast it comes
 * @param leastRate bytes a second on the whole, once the grace is over
 * @param reserve bytes that have to stay free on the disk
 */
public record DownloadLimits(Duration longest, Duration grace, long leastRate, long reserve) {
    /** A film of an hour at 100 kbit/s, the least that is worth the name, comes in four at the slowest. */
    public static final DownloadLimits DEFAULT =
            new DownloadLimits(Duration.ofHours(12), Duration.ofMinutes(1), 16 * 1024, 2L << 30);
}
