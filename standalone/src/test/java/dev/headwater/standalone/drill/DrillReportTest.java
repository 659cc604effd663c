package dev.headwater.standalone.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is killed, and what is said of it. */
class DrillReportTest {
    @Test
    void aRowForEachKindWithMedianAndWorst() {
        DrillReport report = report(
                outcome(Kill.CHILD, true, 4, 0),
                outcome(Kill.CHILD, true, 2, 0),
                outcome(Kill.CHILD, true, 9, 0),
                outcome(Kill.EDGE, true, 1, 0));
        assertThat(report.isOk()).isTrue();
        assertThat(report.rows()).extracting(DrillReport.Row::times).containsExactly(3, 1);
        assertThat(report.markdown())
                .contains("4 kills, seed 7")
                .contains("| a channel's process | 3 | 4.0 / 9.0 | 0.4 / 0.9 |")
                .contains("| 18 of 18 |")
                .contains("Every channel came back.");
    }

    @Test
    void whoGivesUpAtWhatIsToBeSurvivedIsAFailure() {
        DrillReport report = report(outcome(Kill.CHILD, true, 4, 0), outcome(Kill.CHILD, true, 4, 1));
        assertThat(report.isOk()).isFalse();
        assertThat(report.markdown())
                .contains("| 11 of 12 |")
                .contains("- 1 of 6 viewers gave up: a channel's process");
        assertThat(report(outcome(Kill.SERVER, true, 4, 1)).isOk()).isTrue();
    }

    @Test
    void aChannelThatDoesNotComeBackIsSaid() {
        DrillReport report = report(outcome(Kill.SERVER, false, 90, 6));
        assertThat(report.isOk()).isFalse();
        assertThat(report.markdown()).contains("**A channel did not come back.**");
    }

    @Test
    void theSameSeedKillsTheSameAndEverythingIsKilledAtSomeTime() {
        assertThat(kills(3)).isEqualTo(kills(3)).isNotEqualTo(kills(4));
        assertThat(EnumSet.copyOf(kills(3))).hasSize(Kill.values().length);
    }

    private static List<Kill> kills(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Kill.any(random)).limit(200).toList();
    }

    private static DrillReport report(Outcome... outcomes) {
        DrillSettings settings = new DrillSettings(50, 7, Optional.of(Duration.ofMinutes(1)), List.of(), said -> {});
        return DrillReport.of(settings, List.of(outcomes), List.of(), List.of());
    }

    private static Outcome outcome(Kill kill, boolean back, double seconds, int lost) {
        return new Outcome(kill, "one", back, seconds, seconds / 10, 0, 0, lost, 6);
    }
}
