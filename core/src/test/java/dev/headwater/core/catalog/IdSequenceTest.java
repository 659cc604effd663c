package dev.headwater.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdSequenceTest {
    private final InMemoryTableStore table = new InMemoryTableStore();

    @Test
    void countsFromOneAndNeverHandsOutTwice() throws Exception {
        Set<Integer> given = ConcurrentHashMap.newKeySet();
        IdSequence one = new IdSequence(table, IdSequence.CONTENT, 8);
        IdSequence other = new IdSequence(table, IdSequence.CONTENT, 8);
        assertThat(one.next()).isEqualTo(1);
        given.add(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> given.add((i % 2 == 0 ? one : other).next()))
                    .toList());
        }
        assertThat(given).hasSize(401);
    }

    @Test
    void whatARestartLeavesOfABlockIsNeverUsed() {
        new IdSequence(table, IdSequence.CONTENT, 8).next();
        assertThat(new IdSequence(table, IdSequence.CONTENT, 8).next()).isEqualTo(9);
        assertThat(new IdSequence(table, IdSequence.LINE, 8).next()).isEqualTo(1);
    }

    @Test
    void manyInARowAreDrawnWithOneWriteAndShareNothingWithBlocks() {
        IdSequence ids = new IdSequence(table, IdSequence.CONTENT, 8);
        assertThat(ids.next()).isEqualTo(1);
        assertThat(ids.next(100)).isEqualTo(9);
        assertThat(ids.next()).isEqualTo(2);
        assertThat(ids.next(1)).isEqualTo(109);
    }

    @Test
    void aJumpDropsWhatIsLeftOfTheBlockInHand() {
        IdSequence ids = new IdSequence(table, IdSequence.CONTENT, 8);
        ids.next();
        ids.jumpPast(5);
        assertThat(ids.next()).isEqualTo(9);
        ids.jumpPast(1000);
        assertThat(ids.next()).isEqualTo(1001);
    }
}
