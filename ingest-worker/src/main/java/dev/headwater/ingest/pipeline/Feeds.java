package dev.headwater.ingest.pipeline;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Begins attempts at a job's sources. */
final class Feeds {
    /** No reader waits longer for a server than this. */
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** JavaCPP has ten callbacks of a kind; more readers that do not end than this, and a new process is the better cure. */
    private static final int MAX_ALIVE = 8;

    private static final long STALL = TimeUnit.MILLISECONDS.toNanos(1500);

    /** Where there is nothing else to show, nothing is gained by giving up early. */
    private static final long ONLY_STALL = TimeUnit.SECONDS.toNanos(4);

    private final Job.Stream job;
    private final LongSupplier nanos;
    private final List<MediaFeed> begun = new ArrayList<>();
    private int attempts;

    Feeds(Job.Stream job, LongSupplier nanos) {
        this.job = job;
        this.nanos = nanos;
    }

    /**
     * Does not wait for the source.
     *
     * @throws IllegalStateException where too many readers hang: a new process is the cure
     */
    MediaFeed open(int index) {
        begun.removeIf(feed -> !feed.isAlive());
        if (begun.size() >= MAX_ALIVE) {
            throw new IllegalStateException(begun.size() + " readers of sources do not end");
        }
        Source source = job.sources().get(index);
        Health health = new Health(job.sources().size() == 1 ? ONLY_STALL : STALL);
        MediaFeed feed =
                new MediaFeed(index, ++attempts, () -> Inputs.open(source, LIMITS), job.paced(), health, nanos);
        begun.add(feed);
        return feed.start();
    }
}
