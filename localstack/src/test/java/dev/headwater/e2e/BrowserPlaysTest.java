package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web player plays, across origins, and does not stall when its edge drains. */
@ExtendWith(SharedHeadwater.class)
class BrowserPlaysTest {
    private final HeadwaterProcess headwater;

    BrowserPlaysTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @BeforeAll
    static void chromiumIsThere() {
        BrowserPlayer.assumePresent();
    }

    @Tag("alone")
    @Test
    void theLoopPlaysWithoutAStall() throws Exception {
        try (BrowserPlayer player =
                BrowserPlayer.play(headwater.line("browser-loop", 1).channel(SharedHeadwater.LOOP))) {
            player.awaitPlayed(1, 40);
            int started = player.reports().size();
            player.awaitPlayed(8, 30);
            assertThat(events(player, started)).doesNotContain("waiting", "fatal");
        }
    }

    @Tag("alone")
    @Test
    void theTestCardPlaysOnWithoutAStallWhenItsEdgesDrainInTurn() throws Exception {
        try (BrowserPlayer player =
                BrowserPlayer.play(headwater.line("browser-drain", 1).channel(SharedHeadwater.TEST_CARD))) {
            player.awaitPlayed(1, 40);
            int started = player.reports().size();
            for (String edge : List.of("edge-1", "edge-2")) {
                headwater.command("edge", "drain", edge);
                player.awaitPlayed(5, 30);
                headwater.command("edge", "undrain", edge);
            }
            assertThat(events(player, started)).doesNotContain("waiting", "fatal");
            assertThat(edges(player, started)).as("edges it was served by").hasSize(2);
        }
    }

    @Test
    void itGoesOnWhenTheProcessThatMakesTheChannelIsKilled() throws Exception {
        try (BrowserPlayer player =
                BrowserPlayer.play(headwater.line("browser-killed", 1).channel(SharedHeadwater.TEST_CARD))) {
            player.awaitPlayed(1, 40);
            headwater.children().forEach(ProcessHandle::destroyForcibly);
            player.awaitPlayed(12, 60);
        }
    }

    private static List<String> events(BrowserPlayer player, int from) {
        return player.reports().stream().skip(from).map(Report::event).toList();
    }

    private static Set<String> edges(BrowserPlayer player, int from) {
        return player.reports().stream()
                .skip(from)
                .filter(report -> report.event().equals("fragment"))
                .map(Report::detail)
                .collect(Collectors.toSet());
    }
}
