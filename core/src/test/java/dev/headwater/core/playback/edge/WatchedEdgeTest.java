package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edge of 4 Mbit/s that is asked each half second. */
class WatchedEdgeTest {
    private static final int CAPACITY = 4;

    private final WatchedEdge edge =
            new WatchedEdge(Edge.at("thin", "http://thin.example", 100, CAPACITY), EdgeHealth.ASSUMED);
    private Instant now = Instant.parse("2026-11-21T06:00:00Z");

    private void hear(Probed answer, double seconds) {
        for (int i = 0; i < seconds * 2; i++) {
            now = now.plusMillis(500);
            edge.hear(answer, now);
            edge.adjust(true, now);
        }
    }

    private void sends(double mbps, double seconds) {
        hear(new Probed.Alive(mbps, 0), seconds);
    }

    private int share() {
        return edge.health().keep();
    }

    @Test
    void aFullLineHalvesTheShareAtOnceAndAgainWhileItStaysFull() {
        sends(3.96, 0.5);
        assertThat(share()).isEqualTo(50);
        sends(3.96, 2.5);
        assertThat(share()).isEqualTo(50);
        sends(3.96, 0.5);
        assertThat(share()).isEqualTo(25);
        sends(3.96, 3);
        assertThat(share()).isEqualTo(12);
    }

    @Test
    void tenthsOfAMegabitCount() {
        sends(3.5, 60);
        assertThat(share()).as("0.875 of it").isEqualTo(100);
        sends(3.65, 60);
        assertThat(share()).as("0.9125 of it").isBetween(50, 95);
    }

    @Test
    void oneSegmentMoreThanUsualMovesNobody() {
        sends(3.3, 60);
        sends(3.85, 2);
        sends(3.3, 60);
        assertThat(share()).isEqualTo(100);
    }

    @Test
    void whereOthersHaveNoRoomEveryoneStays() {
        now = now.plusMillis(500);
        edge.hear(new Probed.Alive(4.0, 0), now);
        edge.adjust(false, now);
        assertThat(share()).isEqualTo(100);
    }

    @Test
    void whatWentSilentWhileItWasFullReturnsWithLess() {
        sends(3.96, 0.5);
        hear(new Probed.Silent(), 1);
        assertThat(edge.health().up()).isFalse();
        assertThat(share()).isEqualTo(25);
        sends(0, 1);
        assertThat(edge.health().up()).isTrue();
        assertThat(share()).isEqualTo(25);
    }

    @Test
    void whatWentSilentWhileItHadRoomReturnsAsItWas() {
        sends(3.2, 0.5);
        hear(new Probed.Silent(), 60);
        sends(0, 1);
        assertThat(edge.health().up()).isTrue();
        assertThat(share()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"100, 1.0, 50", "1, 1.0, 0", "100, 4.25, 20"})
    void atMostHalfStays(int keep, double load, int left) {
        assertThat(Shedding.halved(keep, load)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"50, 0.5, 53", "99, 0.1, 100", "4, 0.74, 4", "8, 0.74, 9", "0, 0, 3", "0, 0.2, 3"})
    void takesBackNoMoreThanItHasRoomFor(int keep, double load, int then) {
        assertThat(Shedding.raised(keep, load)).isEqualTo(then);
    }
}
