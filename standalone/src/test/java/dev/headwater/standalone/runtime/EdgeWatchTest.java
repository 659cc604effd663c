package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.edge.EdgeProber;
import dev.headwater.core.playback.edge.Probed;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EdgeWatchTest {
    private final AtomicInteger faults = new AtomicInteger(3);
    private final CountDownLatch probed = new CountDownLatch(2);
    private final AtomicInteger probes = new AtomicInteger();
    private final TableStore table = faulty(new InMemoryTableStore());

    private TableStore faulty(TableStore store) {
        return (TableStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, arguments) -> {
                    if (faults.getAndDecrement() > 0) {
                        throw new StoreException("the disk is full");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void itOutlivesFaultsOfTheStoreAndStopsWhenTold() throws Exception {
        InMemoryTableStore accounts = new InMemoryTableStore();
        EdgePool pool = new EdgePool(accounts, table, Clock.systemUTC());
        pool.save(Edge.of("edge-1", "http", null, 8081, 1));
        EdgeProber prober = new EdgeProber(
                pool,
                new Leases(table, Clock.systemUTC()),
                edge -> {
                    probes.incrementAndGet();
                    probed.countDown();
                    return new Probed.Alive(0, 0);
                },
                "test",
                Clock.systemUTC());
        EdgeWatch watch = EdgeWatch.start(prober);
        assertThat(probed.await(30, TimeUnit.SECONDS)).isTrue();
        watch.close();
        int made = probes.get();
        assertThat(new Leases(table, Clock.systemUTC()).acquire("edge-prober", "next", Duration.ofSeconds(3)))
                .as("given back")
                .isPresent();
        assertThat(probes.get()).isEqualTo(made);
    }
}
