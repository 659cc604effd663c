package dev.headwater.core.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemCodecTest {
    record Person(String name, int age) {}

    @Test
    void anOlderShapeIsMigratedStepByStep() {
        ItemCodec<Person> codec = ItemCodec.of(
                Person.class,
                List.of(
                        body -> body.set("name", body.remove("nom")),
                        body -> body.put("age", body.path("years").asInt())));
        assertThat(codec.schema()).isEqualTo(3);
        assertThat(codec.decode(item(1, "{\"nom\":\"Ada\",\"years\":36}"))).isEqualTo(new Person("Ada", 36));
        assertThat(codec.decode(item(2, "{\"name\":\"Ada\",\"years\":36}"))).isEqualTo(new Person("Ada", 36));
        assertThat(codec.decode(item(3, "{\"name\":\"Ada\",\"age\":36}"))).isEqualTo(new Person("Ada", 36));
    }

    @Test
    void aNewerShapeIsRefusedNotGuessed() {
        assertThatThrownBy(() -> ItemCodec.of(Person.class).decode(item(2, "{}")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Headwater");
    }

    @Test
    void whatCanNotBeReadIsNotQuoted() {
        assertThatThrownBy(() -> ItemCodec.of(Person.class).decode(item(1, "{\"name\":\"s3cret\",\"age\":\"s3cret\"}")))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    private static Item item(int schema, String json) {
        return new Item(new Key("p", "s"), Body.of(schema, json), 1);
    }
}
