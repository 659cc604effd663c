package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.Container;
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
 * @param contentFailover whether a source that is black, stands still or is silent is left for the next
 * @param burnIn the language of subtitles that are drawn into the picture; null: none
 * @param container what its segments are
 */
public record ChannelPlan(
        int channel,
        List<Source> sources,
        Packaging packaging,
        @Nullable Ladder ladder,
        boolean encrypted,
        boolean hotStandby,
        boolean contentFailover,
        @Nullable String burnIn,
        Container container) {
    /** One that is left as it is by default. */
    ChannelPlan(
            int channel,
            List<Source> sources,
            Packaging packaging,
            @Nullable Ladder ladder,
            boolean encrypted,
            boolean hotStandby) {
        this(channel, sources, packaging, ladder, encrypted, hotStandby, false, null, Container.MPEG_TS);
    }

    /** @param ladder the one the channel names */
    public static ChannelPlan of(Channel channel, @Nullable Ladder ladder) {
        return new ChannelPlan(
                channel.id(),
                channel.sources(),
                channel.packaging(),
                ladder,
                channel.ingestOptions().isEncrypted(),
                channel.ingestOptions().isHotStandby(),
                channel.ingestOptions().isContentFailover(),
                channel.ingestOptions().burnIn(),
                channel.ingestOptions().segments());
    }

    /** Whether what is running can go on by this. */
    boolean continues(ChannelPlan running) {
        return equals(new ChannelPlan(
                running.channel,
                running.sources,
                running.packaging,
                running.ladder,
                encrypted,
                running.hotStandby,
                running.contentFailover,
                running.burnIn,
                running.container));
    }

    /** How long it may stand still: the child shows something whatever its sources do. */
    public Duration patience() {
        return Duration.ofSeconds(2L * packaging.targetDuration());
    }

    /** Whether one of its sources is sent to us whenever somebody likes to. */
    boolean listens() {
        return sources.stream().anyMatch(Source::listens);
    }

    /** @param avoided as {@link Job.Stream#avoided} */
    Job job(int avoided) {
        return new Job.Stream(
                sources, ladder, hotStandby, true, 0, Job.STABLE_MILLIS, contentFailover, avoided, burnIn, container);
    }
}
