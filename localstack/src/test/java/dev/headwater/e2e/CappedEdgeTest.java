package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge whose line is too thin for the viewers it would have: they leave it before anybody notices. */
class CappedEdgeTest {
    private static final int SECOND = 25;
    private static final int MEGABIT = 1_000_000 / 8;
    private static final int CAPACITY = 4;
    private static final int PLAYERS = 8;

    @TempDir
    private Path folder;

    @Test
    void sessionsLeaveItWithoutFlappingAndNobodyStalls() throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        List<Ffmpeg> players = new ArrayList<>();
        List<EdgeProcess> edges = new ArrayList<>();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder);
                Relay thin = new Relay((long) CAPACITY * MEGABIT)) {
            HeadwaterProcess.Line line = headwater.line("capped", 30);
            EdgeProcess capped =
                    EdgeProcess.behind(thin, headwater, "capped", "--capacity", Integer.toString(CAPACITY));
            edges.add(capped);
            edges.add(EdgeProcess.add(headwater, "wide"));
            headwater.command("edge", "drain", "edge-1");
            headwater.command("edge", "drain", "edge-2");
            try (BrowserPlayer browser = BrowserPlayer.play(line.channel(SharedHeadwater.TEST_CARD));
                    Redirects redirects = new Redirects(line)) {
                browser.awaitPlayed(1, 40);
                int started = browser.reports().size();
                for (int i = 0; i < PLAYERS; i++) {
                    players.add(Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD)));
                }
                for (Ffmpeg player : players) {
                    player.awaitFrames(30 * SECOND, 90);
                }
                assertThat(redirects.count(capped.authority())).isPositive();
                assertThat(redirects.mostMoves()).as("moves of one playback").isBetween(1L, 3L);
                for (Ffmpeg player : players) {
                    assertThat(player.lost()).isZero();
                    assertThat(player.complaints()).isEmpty();
                }
                assertThat(browser.reports().stream().skip(started).map(Report::event))
                        .doesNotContain("waiting", "fatal");
            }
        } finally {
            players.forEach(Ffmpeg::close);
            edges.forEach(EdgeProcess::end);
        }
    }
}
