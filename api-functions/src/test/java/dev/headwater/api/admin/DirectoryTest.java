package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.Watchers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DirectoryTest {
    private final TestClock clock = TestClock.fixed();
    private final Map<Integer, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger scans = new AtomicInteger();
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicLong elsewhere = new AtomicLong();
    private final Watchers watchers = new Watchers();
    private volatile Runnable inScan = () -> {};
    private volatile Runnable inFind = () -> {};
    private final Directory<Row> directory = new Directory<>(
            new Directory.Reader<>(
                    Row::id,
                    rows -> {
                        scans.incrementAndGet();
                        stored.forEach((id, name) -> rows.accept(new Row(id, name)));
                        inScan.run();
                    },
                    id -> {
                        finds.incrementAndGet();
                        Optional<Row> found =
                                Optional.ofNullable(stored.get(id)).map(name -> new Row(id, name));
                        inFind.run();
                        return found;
                    }),
            watchers,
            elsewhere::get,
            clock);

    private record Row(int id, String name) {}

    @Test
    void whatThisProcessWritesShowsInTheNextList() {
        write(1, "a");
        assertThat(names()).containsExactly("a");
        write(1, "b");
        write(2, "c");
        assertThat(names()).containsExactlyInAnyOrder("b", "c");
        stored.remove(1);
        watchers.tell(1);
        assertThat(names()).containsExactly("c");
        assertThat(scans).hasValue(1);
    }

    @Test
    void aFewOfManyAreReadOneByOneAndMostOfThemAtOnce() {
        IntStream.range(0, 10_000).forEach(id -> stored.put(id, "x"));
        directory.rows();
        tell(1_500);
        directory.rows();
        assertThat(finds).hasValue(1_500);
        assertThat(scans).hasValue(1);
        tell(5_000);
        directory.rows();
        assertThat(finds).hasValue(1_500);
        assertThat(scans).hasValue(2);
    }

    @Test
    void whatAnotherProcessWritesShowsButWhileItGoesOnAllIsReadOnceInTwoSeconds() {
        write(1, "a");
        directory.rows();
        clock.advance(Duration.ofSeconds(10));
        stored.put(1, "b");
        elsewhere.incrementAndGet();
        assertThat(names()).containsExactly("b");
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMillis(200));
            stored.put(1, "c" + i);
            elsewhere.incrementAndGet();
            directory.rows();
        }
        assertThat(scans.get()).isBetween(3, 4);
        clock.advance(Duration.ofSeconds(2));
        assertThat(names()).containsExactly("c19");
    }

    @Test
    void whatIsWrittenDuringAScanIsNotLost() {
        write(1, "a");
        inScan = () -> {
            inScan = () -> {};
            write(1, "b");
            write(2, "c");
        };
        directory.rows();
        assertThat(names()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void whatIsWrittenBehindASingleReadIsNotLost() {
        write(1, "a");
        directory.rows();
        inFind = () -> {
            inFind = () -> {};
            write(1, "c");
        };
        write(1, "b");
        directory.rows();
        assertThat(names()).containsExactly("c");
    }

    @Test
    void nobodySeesHalfOfAScan() throws Exception {
        IntStream.range(0, 50).forEach(id -> stored.put(id, "x"));
        CountDownLatch scanning = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        inScan = () -> {
            scanning.countDown();
            awaited(goOn);
        };
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = two.submit(() -> directory.rows().size());
            awaited(scanning);
            Future<Integer> second = two.submit(() -> directory.rows().size());
            goOn.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(50);
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(50);
        }
        assertThat(scans).hasValue(1);
    }

    @Test
    void manyWhoWriteAndListAtOnceAgreeInTheEnd() throws Exception {
        directory.rows();
        try (ExecutorService four = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> four.submit(() -> {
                        for (int i = 0; i < 2_000; i++) {
                            write(i % 100, thread + "-" + i);
                            if (i % 7 == 0) {
                                directory.rows();
                            }
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(names()).containsExactlyInAnyOrderElementsOf(stored.values());
    }

    @Test
    void whoWritesFindsItInTheNextListWhoeverElseLists() throws Exception {
        directory.rows();
        try (ExecutorService four = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> four.submit(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            String name = thread + "-" + i;
                            write(thread, name);
                            assertThat(names()).contains(name);
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whatNobodyAskedForIsDroppedAndReadAgain() {
        write(1, "a");
        directory.rows();
        clock.advance(Directory.UNUSED.minusSeconds(1));
        directory.rows();
        clock.advance(Directory.UNUSED.minusSeconds(1));
        directory.rows();
        assertThat(scans).hasValue(1);
        clock.advance(Directory.UNUSED.plusSeconds(1));
        write(1, "b");
        assertThat(names()).containsExactly("b");
        assertThat(scans).hasValue(2);
        assertThat(finds).hasValue(0);
    }

    @Test
    void aReadThatFailsIsMadeAgain() {
        write(1, "a");
        inScan = () -> {
            throw new IllegalStateException("down");
        };
        assertThatThrownBy(directory::rows).hasMessage("down");
        inScan = () -> {};
        assertThat(names()).containsExactly("a");
        inFind = inScan;
        write(1, "b");
        inFind = () -> {
            throw new IllegalStateException("down");
        };
        assertThatThrownBy(directory::rows).hasMessage("down");
        inFind = () -> {};
        assertThat(names()).containsExactly("b");
    }

    private List<String> names() {
        return directory.rows().stream().map(Row::name).toList();
    }

    private void write(int id, String name) {
        stored.put(id, name);
        watchers.tell(id);
    }

    private void tell(int count) {
        watchers.tell(IntStream.range(0, count).boxed().toList());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
