package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a segment's renditions into the object store, side by side, again and again until they are in or their time is
 * up. A put that hangs is left behind; only so many may hang at once.
 */
public final class SegmentUploader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentUploader.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_IN_FLIGHT = 12;
    private static final String TOO_SLOW = "the store is too slow";

    private final ObjectStore store;
    private final int channel;
    private final LongSupplier nanos;
    private final HangingWork work;
    private volatile String trouble = TOO_SLOW;

    public SegmentUploader(ObjectStore store, int channel, LongSupplier nanos) {
        this.store = store;
        this.channel = channel;
        this.nanos = nanos;
        this.work = new HangingWork("upload-" + channel + "-", MAX_IN_FLIGHT);
    }

    /** False: the deadline passed, and nothing may name the segment. */
    public boolean upload(SegmentName name, SegmentSet set, long deadline) throws InterruptedException {
        return upload(name, set.bytes(), set::form, deadline);
    }

    /** The same of the heads it is read with: before it. */
    boolean uploadHeads(SegmentName name, SegmentSet set, long deadline) throws InterruptedException {
        return upload(name, set.heads(), rendition -> SegmentForm.HEAD, deadline);
    }

    private boolean upload(
            SegmentName name, Map<String, byte[]> bytes, Function<String, SegmentForm> forms, long deadline)
            throws InterruptedException {
        List<Future<Boolean>> puts = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> rendition : bytes.entrySet()) {
                SegmentForm form = forms.apply(rendition.getKey());
                String key = SegmentKeys.segment(channel, rendition.getKey(), name, form);
                long left = deadline - nanos.getAsLong();
                Optional<Future<Boolean>> put = left <= 0
                        ? Optional.empty()
                        : work.begin(() -> put(key, rendition.getValue(), form.meta(), deadline), left);
                if (put.isEmpty()) {
                    return false;
                }
                puts.add(put.get());
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
    public String trouble() {
        return trouble;
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
        work.close();
    }
}
