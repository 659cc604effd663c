package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.WrappedTable;
import dev.headwater.ingest.supervisor.children.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveWriterTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Rendition> RENDITIONS =
            List.of(new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000));

    private final Faulty store = new Faulty();
    private final Archive archive = new Archive(store);
    private @Nullable ArchiveWriter writer;

    private ArchiveWriter writer(IntPredicate isKept) {
        ArchiveWriter made = new ArchiveWriter(archive, isKept);
        writer = made;
        return made;
    }

    @AfterEach
    void close() {
        if (writer != null) {
            writer.close();
        }
    }

    private static LiveWindow window(long fence, int number) {
        Instant start = NOON.plusSeconds(2L * number);
        Segment segment =
                new Segment(SegmentName.of(start, fence, number, number).toString(), 2000, start, false);
        return LiveWindow.empty(1, fence, 2, start)
                .withRenditions(RENDITIONS, start)
                .append(segment, 6, start);
    }

    private List<Long> kept() {
        return archive.beginning(1, NOON, NOON.plus(Duration.ofHours(2))).stream()
                .map(recorded -> SegmentName.parse(recorded.segment().name())
                        .orElseThrow()
                        .sequence())
                .toList();
    }

    private static List<Long> numbers(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void whatIsListedIsKept() {
        ArchiveWriter writing = writer(id -> true);
        for (int i = 0; i < 100; i++) {
            writing.listed(window(1, i), Map.of("720p", 1000L + i));
        }
        Await.until("all are kept", () -> kept().equals(numbers(0, 100)));
        assertThat(archive.beginning(1, NOON, NOON.plusSeconds(1)))
                .singleElement()
                .extracting(Recorded::bytes)
                .isEqualTo(List.of(1000L));
    }

    @Test
    void ofAChannelWithoutAnArchiveNothingIsKept() {
        ArchiveWriter writing = writer(id -> false);
        writing.listed(window(1, 0), Map.of("720p", 1L));
        writing.close();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aStoreThatHangsHoldsNobodyUp() {
        ArchiveWriter writing = writer(id -> true);
        store.hang = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            writing.listed(window(1, i), Map.of("720p", 1L));
        }
        store.hang.countDown();
        Await.until("all are kept", () -> kept().equals(numbers(0, 200)));
    }

    @Test
    void aStoreThatFailsForLongLeavesAGap() {
        ArchiveWriter writing = writer(id -> true);
        store.fails = true;
        for (int i = 0; i < 1000; i++) {
            writing.listed(window(1, i), Map.of("720p", 1L));
        }
        assertThat(kept()).isEmpty();
        // A write that was under way holds what was given up meanwhile; the second from now on does not.
        int refused = store.refused.get();
        Await.until("it is tried with what is left", () -> store.refused.get() >= refused + 2);
        store.fails = false;
        Await.until("the newest are kept", () -> kept().equals(numbers(100, 1000)));
    }

    /** As when its settings change while the store is at fault. */
    @Test
    void whatWaitsOfAChannelThatIsRestartedIsKept() {
        ArchiveWriter writing = writer(id -> true);
        store.fails = true;
        for (int i = 0; i < 1000; i++) {
            writing.listed(window(1 + i / 400, i), Map.of("720p", 1L));
        }
        int refused = store.refused.get();
        Await.until("it is tried with what is left", () -> store.refused.get() >= refused + 2);
        store.fails = false;
        Await.until("the newest of all are kept", () -> kept().equals(numbers(100, 1000)));
        writing.listed(window(2, 2000), Map.of("720p", 1L));
        writing.listed(window(3, 1000), Map.of("720p", 1L));
        Await.until("it goes on", () -> kept().equals(numbers(100, 1001)));
    }

    @Test
    void whoWasPutOutKeepsNothing() {
        ArchiveWriter old = new ArchiveWriter(archive, id -> true);
        old.listed(window(1, 0), Map.of("720p", 1L));
        Await.until("it is kept", () -> kept().equals(numbers(0, 1)));
        ArchiveWriter writing = writer(id -> true);
        writing.listed(window(2, 1), Map.of("720p", 1L));
        Await.until("it is kept", () -> kept().equals(numbers(0, 2)));

        old.listed(window(1, 2), Map.of("720p", 1L));
        old.close();
        assertThat(kept()).isEqualTo(numbers(0, 2));
    }

    /** Fails or hangs as it is told. */
    private static final class Faulty extends WrappedTable {
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean fails;
        private volatile @Nullable CountDownLatch hang;

        Faulty() {
            super(new InMemoryTableStore());
        }

        @Override
        public PutResult put(Key key, Body body, Condition condition) {
            CountDownLatch hangs = hang;
            try {
                if (hangs != null) {
                    hangs.await();
                }
            } catch (InterruptedException e) {
                throw new StoreException("interrupted", e);
            }
            if (fails) {
                refused.incrementAndGet();
                throw new StoreException("out of order");
            }
            return super.put(key, body, condition);
        }
    }
}
