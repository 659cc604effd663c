package dev.headwater.core.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ItemTableTest {
    private final ItemTable<Thing> table = new ItemTable<>(new InMemoryTableStore(), ItemCodec.of(Thing.class));

    record Thing(int number) {}

    @Test
    void anyNumberIsReadByKey() {
        List<Integer> numbers =
                IntStream.range(0, 2 * TableStore.MAX_KEYS + 1).boxed().toList();
        table.putAll(numbers.stream().map(Thing::new).toList(), thing -> key(thing.number()));
        assertThat(table.findAll(numbers, ItemTableTest::key))
                .hasSize(numbers.size())
                .allSatisfy((number, thing) -> assertThat(thing.number()).isEqualTo(number));
        assertThat(table.findAll(List.of(5, 5, -1), ItemTableTest::key)).containsOnlyKeys(5);
    }

    private static Key key(int number) {
        return new Key("P", Integer.toString(number));
    }
}
