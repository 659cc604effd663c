package dev.headwater.ingest.supervisor;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel its ingest hangs on: where anything but its encryption changes, it starts anew.
 *
 * @param sources in order of priority; only the first is read so far
 * @param ladder null: the source is remuxed
 * @param encrypted whether its segments are encrypted, from the next one on
 */
record ChannelPlan(
        int channel,
        List<Source> sources,
        Packaging packaging,
        @Nullable Ladder ladder,
        boolean encrypted) {
    private static final Duration REMOTE = Duration.ofSeconds(15);

    /** @param ladder the one the channel names */
    static ChannelPlan of(Channel channel, @Nullable Ladder ladder) {
        return new ChannelPlan(
                channel.id(),
                channel.sources(),
                channel.packaging(),
                ladder,
                channel.ingestOptions().isEncrypted());
    }

    /** Whether what is running can go on by this. */
    boolean continues(ChannelPlan running) {
        return equals(new ChannelPlan(running.channel, running.sources, running.packaging, running.ladder, encrypted));
    }

    /**
     * How long no segment may come. What comes from the network may pause as long as its reader waits for it, which then
     * says more of it than we could.
     */
    Duration patience() {
        Duration three = Duration.ofSeconds(3L * packaging.targetDuration());
        boolean remote = sources.getFirst().fromNetwork();
        return remote && three.compareTo(REMOTE) < 0 ? REMOTE : three;
    }

    Job job() {
        return Job.live(sources.getFirst(), ladder);
    }
}
