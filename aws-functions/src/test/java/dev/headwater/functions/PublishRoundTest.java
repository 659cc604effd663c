package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What publish does in a call, and in which order. */
class PublishRoundTest {
    private final TestClock clock = TestClock.fixed();
    private final List<String> did = new ArrayList<>();
    private boolean isDue;

    private final PublishRound round = round("");

    /** @param failing what of it fails, after it was begun */
    private PublishRound round(String failing) {
        PublishRound.Takedowns takedowns = new PublishRound.Takedowns() {
            @Override
            public boolean isDue() {
                return isDue;
            }

            @Override
            public void round(boolean all, Instant until) {
                does(all ? "all takedowns" : "takedowns", failing);
            }
        };
        return new PublishRound(
                new PublishRound.Parts(
                        () -> does("lists", failing),
                        () -> does("guide", failing),
                        takedowns,
                        () -> does("measure", failing)),
                clock);
    }

    private void does(String what, String failing) {
        did.add(what);
        if (what.equals(failing)) {
            throw new IllegalStateException("no " + what);
        }
    }

    @Test
    void listsComeFirstAndTheMeasureLast() {
        round.run(Instant.MAX);
        assertThat(did).containsExactly("lists", "guide", "all takedowns", "measure");
    }

    @Test
    void takedownsAreLookedForOnceAnHourAndCarriedOutWhenTheyAreDue() {
        round.run(Instant.MAX);
        did.clear();
        clock.advance(Duration.ofMinutes(1));
        round.run(Instant.MAX);
        assertThat(did).containsExactly("lists", "guide", "measure");
        isDue = true;
        round.run(Instant.MAX);
        assertThat(did.subList(3, 7)).containsExactly("lists", "guide", "takedowns", "measure");
        did.clear();
        clock.advance(Duration.ofHours(1));
        round.run(Instant.MAX);
        assertThat(did).contains("all takedowns");
    }

    @Test
    void whatFailsKeepsNothingElseWaitingAndIsTold() {
        PublishRound failing = round("lists");
        assertThatThrownBy(() -> failing.run(Instant.MAX)).hasMessage("no lists");
        assertThat(did).containsExactly("lists", "guide", "all takedowns", "measure");
    }

    @Test
    void aSweepThatFailedIsDoneAgainByTheNextCall() {
        PublishRound failing = round("all takedowns");
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> failing.run(Instant.MAX)).hasMessage("no all takedowns");
        }
        assertThat(did.stream().filter("all takedowns"::equals)).hasSize(2);
    }
}
