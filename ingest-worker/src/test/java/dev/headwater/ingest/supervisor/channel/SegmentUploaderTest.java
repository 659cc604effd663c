package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentUploaderTest {
    private static final long STEP = Duration.ofMillis(1).toNanos();
    private static final long AGES = Duration.ofSeconds(10).toNanos();
    private static final SegmentSet SET = new SegmentSet(2000, Map.of("720p", new byte[1], "360p", new byte[1]));
    private static final SegmentName NAME = SegmentName.of(Instant.EPOCH, 1, 1, 1);

    private final BrokenStore store = new BrokenStore(new InMemoryObjectStore(new TestClock()));
    private final AtomicLong now = new AtomicLong();

    /** Every look at the clock takes one step. */
    private final SegmentUploader uploader = new SegmentUploader(store, 1, () -> now.getAndAdd(STEP));

    @AfterEach
    void close() {
        uploader.close();
    }

    @Test
    void aPutThatIsCancelledBeforeItBeginsHoldsNothing() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            uploader.upload(NAME, SET, now.get() + 2 * STEP); // over by the time both puts are on their way
        }
        assertThat(uploader.upload(NAME, SET, now.get() + AGES)).isTrue();
    }

    @Test
    void whatComesTooLateIsNotBegun() throws InterruptedException {
        assertThat(uploader.upload(NAME, SET, now.get())).isFalse();
        uploader.close();
        assertThat(store.puts).hasValue(0);
    }
}
