package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Property
    void numbersSortAsTheirTextsDo(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int one, @ForAll @IntRange(max = Integer.MAX_VALUE) int other) {
        assertThat(Integer.signum(Key.digits(one).compareTo(Key.digits(other)))).isEqualTo(Integer.compare(one, other));
        assertThat(Key.digits(one)).hasSize(10);
        assertThat(Integer.parseInt(Key.numbered("P", one).sk())).isEqualTo(one);
    }

    @Test
    void noPartIsLongerThanDynamoDbTakes() {
        assertThat(new Key("P", "€".repeat(341)).sk()).hasSize(341);
        for (String sk : new String[] {"", "x".repeat(1025), "€".repeat(342)}) {
            assertThatThrownBy(() -> new Key("P", sk)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
