package dev.headwater.core.store;

import static dev.headwater.core.store.TableWritesContract.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.PutResult.Written;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many writers at once, on the virtual threads the front door uses. */
interface TableRacesContract {
    int WRITERS = 16;
    int ROUNDS = 25;

    TableStore store();

    /** A counter as a record in a table. */
    record Counter(long count) {}

    @Test
    default void aCounterKeptByCompareAndSetLosesNothing() {
        Key key = new Key("COUNTER", "COUNTER");
        ItemTable<Counter> counters = new ItemTable<>(store(), ItemCodec.of(Counter.class));
        Together.run(WRITERS, writer -> {
            for (int i = 0; i < ROUNDS; i++) {
                counters.update(
                        key,
                        was -> Optional.of(new Counter(was.map(Counter::count).orElse(0L) + 1)));
            }
        });
        assertThat(counters.find(key)).contains(new Counter(WRITERS * ROUNDS));
    }

    @Test
    default void everyUnconditionalWriteOfOneItemCounts() {
        Key key = new Key("HOT", "HOT");
        Set<Long> versions = ConcurrentHashMap.newKeySet();
        Together.run(WRITERS, writer -> {
            for (int i = 0; i < ROUNDS; i++) {
                versions.add(((Written) store().put(key, body(writer + "-" + i), Condition.always())).version());
            }
        });
        assertThat(versions).hasSize(WRITERS * ROUNDS);
        assertThat(store().get(key).orElseThrow().version()).isEqualTo(WRITERS * ROUNDS);
    }

    @Test
    default void oneOfManyCreatesAnItemAndOneDeletesIt() {
        Key key = new Key("ONE", "ONE");
        AtomicInteger created = new AtomicInteger();
        AtomicInteger deleted = new AtomicInteger();
        Together.run(WRITERS, writer -> {
            if (store().put(key, body("w" + writer), Condition.ifAbsent()) instanceof Written) {
                created.incrementAndGet();
            }
        });
        Together.run(WRITERS, writer -> {
            if (store().delete(key, Condition.ifVersion(1))) {
                deleted.incrementAndGet();
            }
        });
        assertThat(List.of(created.get(), deleted.get())).containsExactly(1, 1);
    }

    @Test
    default void writersOfDifferentItemsDoNotDisturbEachOther() {
        Together.run(WRITERS, writer -> {
            for (int i = 0; i < ROUNDS; i++) {
                Key key = new Key("W#" + writer, "%03d".formatted(i));
                store().put(key, body("x"), Condition.ifAbsent());
                assertThat(store().get(key)).isPresent();
            }
        });
        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(store().query(Query.all("W#" + writer)).items()).hasSize(ROUNDS);
        }
    }
}
