package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge whose weight brings it nearly every viewer, and whose line carries less than half of them: the others leave it
 * before anybody notices.
 */
@Tag("alone")
class CappedEdgeTest {
    private static final int MEGABIT = 1_000_000 / 8;
    private static final int CAPACITY = 5;
    private static final int PLAYERS = 16;
    private static final int CLIP_SECONDS = 240;
    /** Beyond what a busy machine costs a player that no edge serves. */
    private static final Duration UNNOTICED = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    @Test
    void sessionsLeaveItWithoutFlappingAndNobodyStalls() throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        Path clip = clip();
        assertThat(PLAYERS * Files.size(clip) / CLIP_SECONDS)
                .as("bytes a second that the players want")
                .isGreaterThan(2L * CAPACITY * MEGABIT);
        List<Ffmpeg> players = new ArrayList<>();
        List<EdgeProcess> edges = new ArrayList<>();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo");
                Relay thin = new Relay((long) CAPACITY * MEGABIT)) {
            HeadwaterProcess.Line line = headwater.line("capped", 30);
            int channel = headwater
                    .command("channel", "add", "Clip", "--source", "file:" + clip)
                    .path("id")
                    .asInt();
            EdgeProcess capped = EdgeProcess.behind(
                    thin, headwater, "capped", "--weight", "10000", "--capacity", Integer.toString(CAPACITY));
            edges.add(capped);
            edges.add(EdgeProcess.add(headwater, "wide"));
            headwater.command("edge", "drain", "edge-1");
            headwater.command("edge", "drain", "edge-2");
            try (BrowserPlayer browser = BrowserPlayer.play(line.channel(channel));
                    Ffmpeg reference = Ffmpeg.play(line.stream(channel, ".ts"));
                    Redirects redirects = new Redirects(line, channel)) {
                reference.awaitFrames(1, 40);
                browser.awaitPlayed(1, 40);
                int started = browser.reports().size();
                for (int i = 0; i < PLAYERS; i++) {
                    Ffmpeg player = Ffmpeg.play(line.channel(channel));
                    players.add(player);
                    player.awaitFrames(1, 30);
                }
                browser.awaitPlayed(40, 60);
                for (Ffmpeg player : players) {
                    player.awaitFrames(1, 60);
                }
                assertThat(redirects.count(capped.authority())).isPositive();
                assertThat(redirects.mostMoves()).as("moves of one playback").isBetween(1L, 3L);
                Duration late = reference.latest();
                System.out.println("late without an edge: " + late.toMillis() + " ms; with: "
                        + players.stream()
                                .map(player -> player.latest().toMillis())
                                .toList());
                for (Ffmpeg player : players) {
                    assertThat(player.lost()).isZero();
                    assertThat(player.latest()).isLessThan(UNNOTICED.plus(late));
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

    /** As much noise as keeps its rate up: the test card compresses to next to nothing. */
    private Path clip() throws Exception {
        Path clip = folder.resolve("clip.ts");
        String command = "ffmpeg -nostdin -loglevel error"
                + " -f lavfi -i testsrc2=s=320x180:r=25 -f lavfi -i sine=sample_rate=48000 -t " + CLIP_SECONDS
                + " -vf noise=alls=60:allf=t -c:v libx264 -preset ultrafast -profile:v baseline -pix_fmt yuv420p"
                + " -g 50 -sc_threshold 0 -b:v 550k -minrate 550k -maxrate 550k -bufsize 275k"
                + " -c:a aac -b:a 64k -f mpegts " + clip;
        Process ffmpeg = new ProcessBuilder(command.split(" ", -1)).inheritIO().start();
        assertThat(ffmpeg.waitFor()).isZero();
        return clip;
    }
}
