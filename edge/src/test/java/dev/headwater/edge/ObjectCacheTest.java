package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import dev.headwater.edge.StoredObject.Absent;
import dev.headwater.edge.StoredObject.Failed;
import dev.headwater.edge.StoredObject.InMemory;
import dev.headwater.edge.StoredObject.TooLarge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectCacheTest {
    private static final int MAX_OBJECT = 1000;
    private static final int CONCURRENT_READS = 8;
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final TestClock clock = new TestClock();
    private final TestStore store = new TestStore();
    /** Reads on the thread that asks: what is kept for how long is settled when the answer is there. */
    private final ObjectCache cache = new ObjectCache(store, 100_000, MAX_OBJECT, WAIT, clock, Runnable::run);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private StoredObject find(String key) {
        return cache.find(key).orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void manyWhoAskAtOnceReadOnce() {
        ObjectCache shared = new ObjectCache(store, 100_000, MAX_OBJECT, WAIT, clock, executor);
        store.put("hls/1/a", EdgeFixture.bytes(100), ObjectMeta.segment());
        CountDownLatch gate = new CountDownLatch(1);
        store.beforeRead(() -> await(gate));
        List<CompletableFuture<StoredObject>> asked =
                IntStream.range(0, 50).mapToObj(i -> shared.find("hls/1/a")).toList();
        assertThat(asked).noneMatch(CompletableFuture::isDone);
        gate.countDown();
        assertThat(asked).allSatisfy(future -> assertThat(future.join()).isInstanceOf(InMemory.class));
        assertThat(store.reads).hasValue(1);
        assertThat(store.open).hasValue(0);
    }

    @Test
    void thatThereIsNoneIsKnownForASecond() {
        assertThat(find("hls/1/a")).isEqualTo(new Absent());
        store.put("hls/1/a", EdgeFixture.bytes(100), ObjectMeta.segment());
        clock.advance(Duration.ofMillis(999));
        assertThat(find("hls/1/a")).isEqualTo(new Absent());
        assertThat(store.reads).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(find("hls/1/a")).isInstanceOf(InMemory.class);
    }

    @Test
    void aFaultIsKnownForASecond() {
        store.put("hls/1/a", EdgeFixture.bytes(100), ObjectMeta.segment());
        store.beforeRead(() -> {
            throw new StoreException("gone fishing");
        });
        assertThat(find("hls/1/a")).isEqualTo(new Failed());
        store.beforeRead(() -> {});
        clock.advance(Duration.ofMillis(999));
        assertThat(find("hls/1/a")).isEqualTo(new Failed());
        clock.advance(Duration.ofMillis(1));
        assertThat(find("hls/1/a")).isInstanceOf(InMemory.class);
        assertThat(store.reads).hasValue(2);
    }

    @Test
    void anObjectAboveTheLimitIsNotRead() {
        store.put("hls/1/at", EdgeFixture.bytes(MAX_OBJECT), ObjectMeta.segment());
        store.put("hls/1/above", EdgeFixture.bytes(MAX_OBJECT + 1), ObjectMeta.segment());
        assertThat(find("hls/1/at")).isInstanceOf(InMemory.class);
        assertThat(find("hls/1/above")).isInstanceOf(TooLarge.class);
        assertThat(store.open).hasValue(0);
    }

    @Test
    void keepsAnObjectAsLongAsItSays() {
        store.put("hls/1/a", EdgeFixture.bytes(1), new ObjectMeta("text/plain", "max-age=10", null));
        store.put("hls/1/b", EdgeFixture.bytes(1), new ObjectMeta("text/plain", "no-store", null));
        find("hls/1/a");
        clock.advance(Duration.ofSeconds(9));
        find("hls/1/a");
        assertThat(store.reads).hasValue(1);
        clock.advance(Duration.ofSeconds(1));
        find("hls/1/a");
        assertThat(store.reads).hasValue(2);
        find("hls/1/b");
        find("hls/1/b");
        assertThat(store.reads).hasValue(4);
    }

    @Test
    void whoWaitsTooLongForOthersIsToldOfAFault() {
        ObjectCache impatient = new ObjectCache(store, 100_000, MAX_OBJECT, Duration.ofMillis(20), clock, executor);
        CountDownLatch gate = new CountDownLatch(1);
        store.beforeRead(() -> await(gate));
        List<CompletableFuture<StoredObject>> reading = IntStream.range(0, CONCURRENT_READS)
                .mapToObj(i -> impatient.find("hls/1/" + i))
                .toList();
        long deadline = System.nanoTime() + WAIT.toNanos();
        while (store.reads.get() < CONCURRENT_READS) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(impatient.find("hls/1/late").orTimeout(20, TimeUnit.SECONDS).join())
                .isEqualTo(new Failed());
        assertThat(store.reads).hasValue(CONCURRENT_READS);
        assertThat(reading).noneMatch(CompletableFuture::isDone);
        gate.countDown();
        assertThat(reading).allSatisfy(future -> assertThat(future.join()).isEqualTo(new Absent()));
    }

    @Test
    void isBounded() {
        ObjectCache small = new ObjectCache(store, 5_000, MAX_OBJECT, WAIT, clock, Runnable::run);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                store.put("hls/1/" + i, EdgeFixture.bytes(500), ObjectMeta.segment());
                small.find("hls/1/" + i).join();
            }
        }
        assertThat(store.reads.get()).isGreaterThan(190);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
