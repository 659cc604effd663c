package dev.headwater.api.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchersTest {
    private final Watchers watchers = new Watchers(3, 2);

    @Test
    void oneHasSomeOfTheSeatsAndAllHaveNoMoreThanThereAre() {
        Watchers.Seat first = watchers.sit("ada").orElseThrow();
        assertThat(watchers.sit("ada")).isPresent();
        assertThat(watchers.sit("ada")).isEmpty();
        assertThat(watchers.hasRoom("ada")).isFalse();
        assertThat(watchers.sit("bob")).isPresent();
        assertThat(watchers.sit("eve")).isEmpty();
        first.close();
        assertThat(watchers.sit("eve")).isPresent();
        assertThat(watchers.count()).isEqualTo(3);
    }

    @Test
    void aSeatIsLeftOnce() {
        Watchers.Seat seat = watchers.sit("ada").orElseThrow();
        assertThat(watchers.sit("bob")).isPresent();
        seat.close();
        seat.close();
        assertThat(watchers.count()).isEqualTo(1);
        assertThat(watchers.sit("ada")).isPresent();
        assertThat(watchers.sit("ada")).isPresent();
        assertThat(watchers.sit("ada")).isEmpty();
    }
}
