package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.source.Devices;
import dev.headwater.ingest.pipeline.source.FileLengths;
import dev.headwater.ingest.pipeline.source.Inputs;
import dev.headwater.ingest.pipeline.source.MediaInput;
import dev.headwater.ingest.pipeline.source.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Devices devices;
    private final LongSupplier nanos;
    private volatile FileLengths lengths;
    private final List<MediaFeed> begun = new ArrayList<>();
    private boolean ignoresKeyFrames;
    private int attempts;
    /** Of how many attempts, from whatever thread, it is known that their sources have no picture. */
    private final Set<Integer> unseen = ConcurrentHashMap.newKeySet();

    Feeds(Job.Stream job, Devices devices, LongSupplier nanos) {
        this.job = job;
        this.devices = devices;
        this.nanos = nanos;
        this.lengths = new FileLengths(isDrawnInto(job) ? Wanted.BITMAPS_TOO : Wanted.PICTURE);
        this.ignoresKeyFrames = job.sources().size() == 1; // there is none to change to: what has too few is encoded
    }

    private static boolean isDrawnInto(Job.Stream job) {
        return job.ladder() != null && job.burnIn() != null;
    }

    /** Whatever is open or will be opened is decoded, and needs no key frames but the first. */
    void ignoreKeyFrames() {
        ignoresKeyFrames = true;
        begun.forEach(MediaFeed::ignoreKeyFrames);
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
        MediaFeed feed = new MediaFeed(index, ++attempts, () -> open(index, source), job.paced(), health, nanos);
        if (ignoresKeyFrames) {
            feed.ignoreKeyFrames();
        }
        begun.add(feed);
        return feed.start();
    }

    private MediaInput open(int index, Source source) throws IOException {
        try {
            return Inputs.open(source, devices, LIMITS, lengths);
        } catch (NoPictureException e) {
            unseen.add(index);
            throw e;
        }
    }

    /** Whether none of the sources has a picture, but something to hear. */
    boolean areSoundAlone() {
        return !takesSoundAlone() && unseen.size() == job.sources().size();
    }

    boolean takesSoundAlone() {
        return lengths.wanted() == Wanted.SOUND_ALONE;
    }

    /** Takes from here on of each source its first sound, in the picture's place, and nothing else. */
    void takeSoundAlone() {
        lengths = new FileLengths(Wanted.SOUND_ALONE);
    }
}
