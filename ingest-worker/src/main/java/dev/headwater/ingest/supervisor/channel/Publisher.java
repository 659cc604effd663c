package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.channel.SegmentQueue.Pending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes segments from the queue, encrypts them where they are to be, stores them, and only then lists them. One that is not stored and listed within two
 * target durations is a gap: it is left out and the next one says so.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String NO_KEY = "there is no key to encrypt it with";

    private final ChannelPlan plan;
    private final long fence;
    private final SegmentQueue queue;
    private final KeyRotation keys;
    private final SegmentUploader uploader;
    private final SegmentHeads heads;
    private final WindowWriter window;
    private final ArchiveWriter archiving;
    private final BandwidthMeter meter;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final long patience;
    private final AtomicLong gaps = new AtomicLong();
    private volatile boolean encrypts;
    private boolean gap;
    private boolean keyless;

    Publisher(
            ChannelPlan plan,
            long fence,
            SegmentQueue queue,
            KeyRotation keys,
            SegmentUploader uploader,
            WindowWriter window,
            ArchiveWriter archiving,
            RandomGenerator random,
            LongSupplier nanos) {
        this.plan = plan;
        this.fence = fence;
        this.encrypts = plan.encrypted();
        this.queue = queue;
        this.keys = keys;
        this.uploader = uploader;
        this.heads = new SegmentHeads(uploader);
        this.window = window;
        this.archiving = archiving;
        this.meter = new BandwidthMeter(plan.packaging().windowSegments());
        this.random = random;
        this.nanos = nanos;
        this.patience =
                Duration.ofSeconds(2L * plan.packaging().targetDuration()).toNanos();
    }

    /** From the next segment on. */
    void encrypt(boolean on) {
        encrypts = on;
    }

    /** Until interrupted or fenced out, or its queue is closed: what it calls may swallow an interrupt. */
    void run() throws InterruptedException {
        while (!window.isFencedOut()) {
            Optional<Pending> next = queue.take();
            if (next.isEmpty()) {
                return;
            }
            boolean before = gap;
            gap = !attempt(next.get());
            if (window.isFencedOut()) {
                LOG.warn("channel {}: another worker has it now", plan.channel());
            } else if (gap) {
                gaps.incrementAndGet();
                LOG.warn("channel {}: a segment was left out: {}", plan.channel(), trouble());
                if (before) {
                    report("segments are left out: " + trouble());
                }
            }
        }
    }

    private String trouble() {
        return keyless ? NO_KEY : uploader.trouble();
    }

    private boolean attempt(Pending segment) throws InterruptedException {
        try {
            return publish(segment);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // the next segment may fare better, and nobody else would publish it
            LOG.error("channel {}: a segment can not be published", plan.channel(), e);
            return false;
        }
    }

    /** One gap is a hiccup; from the second in a row on the channel shows nothing, and says why until it goes on. */
    private void report(String reason) {
        try {
            window.inState(ChannelState.FAILED, reason);
        } catch (StoreException e) {
            LOG.warn("channel {}: that can not be shown either: {}", plan.channel(), e.getMessage());
        }
    }

    /** Segments left out so far. */
    long gaps() {
        return gaps.get();
    }

    private boolean publish(Pending segment) throws InterruptedException {
        long deadline = segment.arrived() + patience;
        SegmentName name = SegmentName.of(segment.start(), fence, window.nextSequence(), random.nextLong());
        Optional<ContentKey> key = Optional.empty();
        keyless = false;
        if (encrypts) {
            key = keys.current(deadline);
            keyless = key.isEmpty();
            if (keyless) {
                return false; // never in the clear
            }
        }
        SegmentSet stored = key.map(k -> segment.set().encrypted(k, name)).orElse(segment.set());
        if (!heads.store(name, stored, deadline) || !uploader.upload(name, stored, deadline)) {
            return false;
        }
        meter.add(stored.millis(), stored.lengths());
        Segment listed = new Segment(
                name.toString(),
                stored.millis(),
                segment.start(),
                segment.discontinuity() || gap,
                key.map(ContentKey::id).orElse(null),
                heads.nameFor(stored));
        while (true) {
            try {
                Optional<LiveWindow> written = window.append(listed, meter.measure(segment.renditions()));
                written.ifPresent(now -> archiving.listed(now, segment.set().lengths()));
                return written.isPresent();
            } catch (StoreException e) {
                if (nanos.getAsLong() + PAUSE.toNanos() >= deadline) {
                    LOG.warn("channel {}: the live window can not be written: {}", plan.channel(), e.getMessage());
                    return false;
                }
            }
            Thread.sleep(PAUSE); // the store is at fault: asked again at once it would hardly be well
        }
    }
}
