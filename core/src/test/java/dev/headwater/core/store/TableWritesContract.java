package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.PutResult.Conflict;
import dev.headwater.core.store.PutResult.Written;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single items and batches: conditions, versions, limits. */
interface TableWritesContract {
    Key KEY = new Key("LINE#1", "LINE");

    TableStore store();

    @Test
    default void anAbsentItemIsEmpty() {
        assertThat(store().get(KEY)).isEmpty();
    }

    @Test
    default void whatWasWrittenIsRead() {
        Body body = new Body(7, "{\"name\":\"žluťoučký 日本 😀\"}", null);
        assertThat(store().put(KEY, body, Condition.always())).isEqualTo(new Written(1));
        assertThat(store().get(KEY)).contains(new Item(KEY, body, 1));
        assertThat(store().get(new Key(KEY.pk(), "LINE2"))).isEmpty();
        assertThat(store().get(new Key("LINE#2", KEY.sk()))).isEmpty();
    }

    @Test
    default void eachWriteRaisesTheVersionByOne() {
        for (long version = 1; version <= 3; version++) {
            assertThat(store().put(KEY, body("v" + version), Condition.always()))
                    .isEqualTo(new Written(version));
        }
        assertThat(store().get(KEY)).contains(new Item(KEY, body("v3"), 3));
    }

    @Test
    default void aWriteIfAbsentHappensOnce() {
        assertThat(store().put(KEY, body("first"), Condition.ifAbsent())).isEqualTo(new Written(1));
        assertThat(store().put(KEY, body("second"), Condition.ifAbsent()))
                .isEqualTo(new Conflict(Optional.of(new Item(KEY, body("first"), 1))));
        assertThat(store().get(KEY)).contains(new Item(KEY, body("first"), 1));
    }

    @Test
    default void aWriteIfVersionNeedsThatVersion() {
        assertThat(store().put(KEY, body("none"), Condition.ifVersion(1))).isEqualTo(new Conflict(Optional.empty()));
        store().put(KEY, body("one"), Condition.always());
        assertThat(store().put(KEY, body("two"), Condition.ifVersion(1))).isEqualTo(new Written(2));
        assertThat(store().put(KEY, body("late"), Condition.ifVersion(1)))
                .isEqualTo(new Conflict(Optional.of(new Item(KEY, body("two"), 2))));
        assertThat(store().get(KEY)).contains(new Item(KEY, body("two"), 2));
    }

    @Test
    default void aDeleteKeepsItsCondition() {
        assertThat(store().delete(KEY, Condition.ifVersion(1))).isFalse();
        store().put(KEY, body("one"), Condition.always());
        assertThat(store().delete(KEY, Condition.ifAbsent())).isFalse();
        assertThat(store().delete(KEY, Condition.ifVersion(2))).isFalse();
        assertThat(store().get(KEY)).isPresent();
        assertThat(store().delete(KEY, Condition.ifVersion(1))).isTrue();
        assertThat(store().get(KEY)).isEmpty();
    }

    @Test
    default void aDeleteWithoutConditionLeavesTheNeighboursAndTheKeyStartsAgainAtOne() {
        Key neighbour = new Key(KEY.pk(), "LINE#");
        store().put(KEY, body("one"), Condition.always());
        store().put(KEY, body("two"), Condition.always());
        store().put(neighbour, body("other"), Condition.always());
        store().delete(KEY, Condition.always());
        assertThat(store().get(KEY)).isEmpty();
        assertThat(store().get(neighbour)).isPresent();
        assertThat(store().put(KEY, body("again"), Condition.ifAbsent())).isEqualTo(new Written(1));
    }

    @Test
    default void anExpiryIsKeptWhileItLastsAndTakenBackByAWriteWithoutOne() {
        Body expiring = new Body(1, "{}", Instant.parse("2100-03-01T10:20:30Z"));
        store().put(KEY, expiring, Condition.always());
        assertThat(store().get(KEY)).contains(new Item(KEY, expiring, 1));
        store().put(KEY, body("stays"), Condition.always());
        assertThat(store().get(KEY)).contains(new Item(KEY, body("stays"), 2));
    }

    @Test
    default void theLongestKeysAndBodiesFit() {
        Key longest = new Key("é".repeat(512), "😀".repeat(256));
        Body largest = Body.of(1, "{\"a\":\"" + "x".repeat(Body.MAX_BYTES - 8) + "\"}");
        store().put(longest, largest, Condition.always());
        assertThat(store().get(longest)).contains(new Item(longest, largest, 1));
        assertThat(store().query(Query.all(longest.pk())).items()).hasSize(1);
    }

    @Test
    default void whatIsOverTheLimitsIsRefused() {
        assertThatThrownBy(() -> Body.of(1, "\"" + "x".repeat(Body.MAX_BYTES - 1) + "\""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key("é".repeat(513), "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key("a", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void aBatchOfThousandsIsWrittenWhole() {
        List<TableStore.Write> writes = IntStream.range(0, 3_210)
                .mapToObj(i -> new TableStore.Write(new Key("P#" + i % 7, "%05d".formatted(i)), body("b" + i)))
                .toList();
        store().putAll(writes);
        for (int from = 0; from < writes.size(); from += TableStore.MAX_KEYS) {
            List<TableStore.Write> some = writes.subList(from, Math.min(from + TableStore.MAX_KEYS, writes.size()));
            assertThat(store().getAll(some.stream().map(TableStore.Write::key).toList()))
                    .containsExactlyInAnyOrderElementsOf(some.stream()
                            .map(write -> new Item(write.key(), write.body(), 1))
                            .toList());
        }
    }

    /** Or a compare-and-set begun before an import would undo it. */
    @Test
    default void aBatchRaisesVersionsToo() {
        store().put(KEY, body("read"), Condition.always());
        store().putAll(List.of(new TableStore.Write(KEY, body("imported"))));
        assertThat(store().put(KEY, body("late"), Condition.ifVersion(1)))
                .isEqualTo(new Conflict(Optional.of(new Item(KEY, body("imported"), 2))));
        store().putAll(List.of());
    }

    static Body body(String text) {
        return Body.of(1, "{\"text\":\"" + text + "\"}");
    }
}
