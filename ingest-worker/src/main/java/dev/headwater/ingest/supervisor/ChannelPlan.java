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
 * @param sources in order of priority
 * @param ladder null: the source is remuxed
 * @param encrypted whether its segments are encrypted, from the next one on
 * @param hotStandby whether the next source is read along with the one on air
 */
record ChannelPlan(
        int channel,
        List<Source> sources,
        Packaging packaging,
        @Nullable Ladder ladder,
        boolean encrypted,
        boolean hotStandby) {

    /** @param ladder the one the channel names */
    static ChannelPlan of(Channel channel, @Nullable Ladder ladder) {
        return new ChannelPlan(
                channel.id(),
                channel.sources(),
                channel.packaging(),
                ladder,
                channel.ingestOptions().isEncrypted(),
                channel.ingestOptions().isHotStandby());
    }

    /** Whether what is running can go on by this. */
    boolean continues(ChannelPlan running) {
        return equals(new ChannelPlan(
                running.channel, running.sources, running.packaging, running.ladder, encrypted, running.hotStandby));
    }

    /** How long no segment may come: the child shows something whatever its sources do. */
    Duration patience() {
        return Duration.ofSeconds(3L * packaging.targetDuration());
    }

    Job job() {
        return Job.live(sources, ladder, hotStandby);
    }
}
