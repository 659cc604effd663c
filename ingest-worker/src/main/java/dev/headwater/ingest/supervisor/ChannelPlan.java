package dev.headwater.ingest.supervisor;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel its ingest hangs on: where this changes, it starts anew.
 *
 * @param sources in order of priority; only the first is read so far
 * @param ladder null: the source is remuxed
 */
record ChannelPlan(
        int channel,
        List<Source> sources,
        Packaging packaging,
        @Nullable Ladder ladder) {
    static ChannelPlan of(Channel channel) {
        return new ChannelPlan(
                channel.id(),
                channel.sources(),
                channel.packaging(),
                channel.ladderPreset().orElse(null));
    }

    Job job() {
        return Job.live(sources.getFirst(), ladder);
    }
}
