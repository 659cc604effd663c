package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's films in players nobody here wrote: from the beginning to the end, and from wherever they seek to. */
@ExtendWith(SharedHeadwater.class)
class FilmsInPlayersTest {
    private static final int FILM = 3;
    private static final double LENGTH = 20;

    private final HeadwaterProcess headwater;

    FilmsInPlayersTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void inABrowserItPlaysToItsEnd() throws Exception {
        BrowserPlayer.assumePresent();
        try (BrowserPlayer player = BrowserPlayer.play(url(headwater.line("browser-film", 1), ".m3u8"))) {
            player.awaitPlayed(LENGTH - 0.5, 60);
            awaitEnd(player);
            assertThat(events(player)).doesNotContain("fatal", "error");
        }
    }

    @Test
    void inABrowserItSeeksForwardsAndPlaysOn() throws Exception {
        BrowserPlayer.assumePresent();
        try (BrowserPlayer player = BrowserPlayer.play(url(headwater.line("browser-seek", 1), ".m3u8"), 14)) {
            player.awaitPlayed(LENGTH - 0.5, 60);
            awaitEnd(player);
            assertThat(events(player)).contains("seeked").doesNotContain("fatal", "error");
            assertThat(player.reports()).noneMatch(report -> report.at() > 8 && report.at() < 14);
        }
    }

    @Test
    void mpvSeeksInTheFile() throws Exception {
        String said = run(
                "mpv",
                "mpv",
                "--no-config",
                "--vo=null",
                "--ao=null",
                "--untimed",
                "--start=15",
                "--term-status-msg=at ${=time-pos}\n",
                url(headwater.line("mpv-file", 1), ".mp4"));
        List<Double> at = said.lines()
                .filter(line -> line.matches(".*at \\d+\\.\\d+"))
                .map(line -> Double.parseDouble(line.replaceFirst(".*at ", "")))
                .toList();
        assertThat(at).as(said).isNotEmpty().allMatch(seconds -> seconds > 14.5);
        assertThat(at.getLast()).as(said).isGreaterThan(LENGTH - 0.5);
    }

    /** A third reader of HLS and MP4 beside FFmpeg's and the browser's. */
    @Test
    void gStreamerFindsWhatIsInIt() throws Exception {
        HeadwaterProcess.Line line = headwater.line("gstreamer", 1);
        for (String extension : List.of(".mp4", ".m3u8")) {
            String said = run("gstreamer1.0-plugins-base-apps", "gst-discoverer-1.0", url(line, extension));
            assertThat(said).contains("H.264", "AAC").contains("0:00:" + (int) LENGTH);
        }
    }

    /** Skips the test where the command's program is not installed. */
    private static String run(String debian, String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("there is no " + command[0] + " on this machine (Debian: apt install " + debian + ")");
            return "";
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static void awaitEnd(BrowserPlayer player) {
        Eventually.withinSeconds(10).until("it has ended", () -> events(player).contains("ended"));
    }

    private static List<String> events(BrowserPlayer player) {
        return player.reports().stream().map(Report::event).toList();
    }

    private static String url(HeadwaterProcess.Line line, String extension) {
        return line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + FILM + extension;
    }
}
