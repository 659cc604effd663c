package dev.headwater.core.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.UnreadableItemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad item among good ones. */
final class UnreadableItemsTest {
    private static final Key BAD = new Key("P", "2");

    private final InMemoryTableStore store = new InMemoryTableStore();
    private final ItemTable<Thing> table = new ItemTable<>(store, ItemCodec.of(Thing.class, List.of(body -> {
        body.get("name").asText();
    })));

    record Thing(String name, int size) {
        Thing {
            if (size < 0) {
                throw new IllegalArgumentException("secret " + name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{\"name\":\"canary",
                "{\"name\":{},\"size\":1}",
                "{\"name\":\"canary\",\"size\":-1}"
            })
    void itIsNamedWhenAskedForAndLeftOutOfLists(String json) {
        table.put(new Key("P", "1"), new Thing("a", 1));
        table.put(new Key("P", "3"), new Thing("c", 3));
        for (int schema : new int[] {1, 2}) {
            store.put(BAD, Body.of(schema, json), Condition.always());
            assertThatThrownBy(() -> table.find(BAD))
                    .isInstanceOf(UnreadableItemException.class)
                    .hasMessageStartingWith("the item P | 2 can not be read as a Thing (")
                    .hasMessageEndingWith("); see: headwater repair")
                    .hasNoCause()
                    .message()
                    .doesNotContain("canary");
            assertThat(table.list("P")).extracting(Thing::name).containsExactly("a", "c");
            assertThat(table.findReadable(BAD)).isEmpty();
            assertThat(table.findAll(List.of(3, 2, 9, 1), id -> new Key("P", id.toString())))
                    .containsOnlyKeys(1, 3)
                    .containsEntry(3, new Thing("c", 3));
            assertThat(table.exists(BAD)).isTrue();
        }
        table.put(BAD, new Thing("b", 2));
        assertThat(table.list("P")).hasSize(3);
    }

    /** To leave it out would be to act on half the truth: it is there, and good. */
    @Test
    void whatANewerVersionWroteFailsTheList() {
        store.put(BAD, Body.of(3, "{}"), Condition.always());
        assertThatThrownBy(() -> table.list("P"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(UnreadableItemException.class);
    }
}
