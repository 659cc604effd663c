package dev.headwater.ingest.supervisor;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a segment's renditions into the object store, side by side, again and again until they are in or their time is
 * up. A put that hangs is left behind; only so many may hang at once.
 */
final class SegmentUploader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentUploader.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_IN_FLIGHT = 12;
    private static final String TOO_SLOW = "the store is too slow";

    private final ObjectStore store;
    private final int channel;
    private final LongSupplier nanos;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final ExecutorService threads;
    private volatile String trouble = TOO_SLOW;

    SegmentUploader(ObjectStore store, int channel, LongSupplier nanos) {
        this.store = store;
        this.channel = channel;
        this.nanos = nanos;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("upload-" + channel + "-", 0).factory());
    }

    /** False: the deadline passed, and nothing may name the segment. */
    boolean upload(SegmentName name, SegmentSet set, long deadline) throws InterruptedException {
        List<Future<Boolean>> puts = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> rendition : set.bytes().entrySet()) {
                long left = deadline - nanos.getAsLong();
                if (left <= 0 || !inFlight.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    return false;
                }
                String key = SegmentKeys.segment(channel, rendition.getKey(), name);
                ObjectMeta meta = SegmentKeys.meta(rendition.getKey());
                puts.add(begin(() -> put(key, rendition.getValue(), meta, deadline)));
            }
            for (Future<Boolean> put : puts) {
                if (!put.get(deadline - nanos.getAsLong(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.error("channel {}: a segment can not be stored", channel, e.getCause());
            return false;
        } finally {
            puts.forEach(put -> put.cancel(true));
        }
    }

    /** Why the last segment that was left out may have been, in an operator's words. */
    String trouble() {
        return trouble;
    }

    /** With a permit, given back outside of what can be cancelled: a put that is cancelled early never runs at all. */
    private Future<Boolean> begin(Callable<Boolean> put) {
        FutureTask<Boolean> task = new FutureTask<>(put);
        boolean begun = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    inFlight.release();
                }
            });
            begun = true;
            return task;
        } finally {
            if (!begun) {
                inFlight.release();
            }
        }
    }

    private boolean put(String key, byte[] bytes, ObjectMeta meta, long deadline) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                store.put(key, bytes, meta);
                trouble = TOO_SLOW;
                return true;
            } catch (StoreException e) {
                trouble = String.valueOf(e.getMessage());
                if (nanos.getAsLong() + pause.toNanos() >= deadline) {
                    LOG.warn("channel {}: a segment could not be stored in time: {}", channel, e.getMessage());
                    return false;
                }
            }
            Thread.sleep(pause); // backs off from a store at fault; a deadline or close() interrupts it
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
