package dev.headwater.core.store;

import static dev.headwater.core.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many writers, readers and deleters at once. */
interface ObjectRacesContract {
    ObjectStore store();

    @Test
    default void oneOfManyPutsIfAbsent() {
        for (int round = 0; round < 10; round++) {
            String key = "race/" + round + "/key";
            AtomicInteger winners = new AtomicInteger();
            AtomicInteger winner = new AtomicInteger();
            Together.run(16, number -> {
                if (store().putIfAbsent(key, bytes("by " + number), ObjectMeta.segment())) {
                    winners.incrementAndGet();
                    winner.set(number);
                }
            });
            assertThat(winners).hasValue(1);
            assertThat(store().get(key, ByteRange.ALL).orElseThrow().readAll()).isEqualTo(bytes("by " + winner));
        }
    }

    @Test
    default void readersOfAReplacedObjectSeeTheOldOrTheNewWhole() {
        store().put("replaced", filled(1), ObjectMeta.segment());
        Together.run(6, number -> {
            for (int i = 1; i <= 40; i++) {
                if (number < 2) {
                    store().put("replaced", filled(number + 2 * i), ObjectMeta.segment());
                } else {
                    try (Blob blob = store().get("replaced", ByteRange.ALL).orElseThrow()) {
                        byte[] seen = blob.readAll();
                        assertThat(seen).isEqualTo(filled(seen[0]));
                        assertThat(seen.length).isEqualTo((int) blob.totalLength());
                    }
                }
            }
        });
    }

    /** A store of folders removes empty ones, and must not do so under a writer's feet. */
    @Test
    default void puttingAndDeletingNeighboursDoNotDisturbEachOther() {
        Together.run(8, number -> {
            for (int i = 0; i < 50; i++) {
                String key = "deep/er/still/" + number;
                store().put(key, bytes("x"), ObjectMeta.segment());
                assertThat(store().get(key, ByteRange.ALL)).get().satisfies(Blob::close);
                store().delete(List.of(key));
                assertThat(store().get(key, ByteRange.ALL)).isEmpty();
            }
        });
        assertThat(store().list("", 10, null).items()).isEmpty();
    }

    /** As many bytes as tell from the first one how many and which the rest must be. */
    private static byte[] filled(int value) {
        byte[] bytes = new byte[20_000 + 500 * value];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
