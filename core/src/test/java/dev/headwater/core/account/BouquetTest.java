package dev.headwater.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BouquetTest {
    @Test
    void idsAreInOrderAndOnceEach() {
        Bouquet bouquet = Bouquet.empty("b").withCategories(List.of(7, 3, 7)).withCategories(Set.of(5, 3));
        assertThat(bouquet.categories()).containsExactly(3, 5, 7);
        assertThat(bouquet.categories().contains(5)).isTrue();
        assertThat(bouquet.categories().contains(4)).isFalse();
        assertThat(bouquet).isEqualTo(new Bouquet("b", false, Set.of(5, 7, 3), Set.of(), Set.of()));
        assertThatThrownBy(() -> bouquet.categories().add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bouquet.categories().remove(3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFullOneWeighsLittle() {
        Set<Integer> many = IntStream.range(0, Bouquet.MAX_SINGLE).boxed().collect(Collectors.toSet());
        assertThat(new Bouquet("b", false, Set.of(), many, Set.of()).weight()).isLessThan(130_000);
    }
}
