package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that fall silent under players: how long their pictures stop, and that no player starts anew. */
@Tag("alone")
class FailoverTest {
    private static final Duration HOT = Duration.ofSeconds(2);
    private static final Duration COLD = Duration.ofSeconds(4);
    private static final Duration SEGMENT = Duration.ofSeconds(2);
    private static final int SECOND = 25;

    @TempDir
    private Path folder;

    @Test
    void playersGoOnFromTheBackupThenSeeTheSlateAndThenTheSourceAgain() throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        try (LiveSenders senders = new LiveSenders(folder, Duration.ofSeconds(90));
                HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            int hot = add(headwater, senders, "hot", "--hot-standby");
            long asked = System.nanoTime();
            int cold = add(headwater, senders, "cold", "--no-hot-standby");
            HeadwaterProcess.Line line = headwater.line("failover", 20);
            awaitState(headwater, hot, "on_air");
            awaitState(headwater, cold, "on_air");
            // On a machine on which any source takes longer to open than a backup may, so may a backup.
            Duration opened = Duration.ofNanos(System.nanoTime() - asked).minus(SEGMENT);
            try (BrowserPlayer browser = BrowserPlayer.play(line.channel(cold));
                    Ffmpeg hotViewer = Ffmpeg.play(line.stream(hot, ".ts"));
                    Ffmpeg coldViewer = Ffmpeg.play(line.stream(cold, ".ts"))) {
                browser.awaitPlayed(3, 40);
                hotViewer.awaitFrames(5 * SECOND, 40);
                coldViewer.awaitFrames(5 * SECOND, 40);
                Viewer hotOne = new Viewer(hotViewer);
                Viewer coldOne = new Viewer(coldViewer);
                int reports = browser.reports().size();
                // Of a busy machine: what is late with nothing amiss.
                Duration late = longer(hotOne.late(), coldOne.late());
                Duration allowedCold = longer(COLD, opened).plus(late);

                senders.set("hot-1", LiveSenders.Mood.SILENT);
                senders.set("cold-1", LiveSenders.Mood.SILENT);
                awaitState(headwater, hot, "on_backup");
                awaitState(headwater, cold, "on_backup");
                hotViewer.awaitFrames(6 * SECOND, 30);
                coldViewer.awaitFrames(6 * SECOND, 30);
                browser.awaitPlayed(8, 40);

                Duration hotGap = hotOne.interruption();
                Duration coldGap = coldOne.interruption();
                System.out.printf(
                        "interruption: hot %d ms, cold %d ms; hls.js stood still %d ms; late before %d ms, opened in %d ms%n",
                        hotGap.toMillis(),
                        coldGap.toMillis(),
                        browser.longestPause(reports).toMillis(),
                        late.toMillis(),
                        opened.toMillis());
                assertThat(hotGap).as("interruption with a hot standby").isLessThanOrEqualTo(HOT.plus(late));
                assertThat(coldGap).as("interruption with a cold backup").isLessThanOrEqualTo(allowedCold);
                assertThat(browser.longestPause(reports)).isLessThanOrEqualTo(allowedCold);
                assertThat(channel(headwater, cold)
                                .path("ingest")
                                .path("onAirPlace")
                                .asInt())
                        .isEqualTo(2);
                assertThat(channel(headwater, cold).path("error").asText()).startsWith("source 1 ");

                senders.set("cold-2", LiveSenders.Mood.DEAD);
                senders.set("cold-1", LiveSenders.Mood.DEAD);
                awaitState(headwater, cold, "slate");
                browser.awaitPlayed(4, 40);
                senders.set("cold-1", LiveSenders.Mood.WELL);
                awaitState(headwater, cold, "on_air");
                coldViewer.awaitFrames(4 * SECOND, 30);
                browser.awaitPlayed(4, 40);
                assertThat(coldViewer.isPlaying()).isTrue();
                assertThat(hotViewer.isPlaying()).isTrue();
            }
        }
    }

    private static int add(HeadwaterProcess headwater, LiveSenders senders, String name, String standby)
            throws Exception {
        return headwater
                .command(
                        "channel",
                        "add",
                        "Failover " + name,
                        "--source",
                        senders.url(name + "-1"),
                        "--source",
                        senders.url(name + "-2"),
                        "--allow-private",
                        standby)
                .path("id")
                .asInt();
    }

    private static JsonNode channel(HeadwaterProcess headwater, int id) throws Exception {
        return headwater.command("channel", "show", Integer.toString(id));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void awaitState(HeadwaterProcess headwater, int channel, String state) {
        Eventually.withinSeconds(40)
                .until(
                        "channel " + channel + " is " + state,
                        () -> channel(headwater, channel).path("state").asText().equals(state));
    }

    /** A viewer without a buffer: a segment comes every two seconds, and how much later one comes is what is missing. */
    private static final class Viewer {
        private final Ffmpeg player;
        private final int frames;
        private final Duration usual;

        Viewer(Ffmpeg player) {
            this.player = player;
            this.frames = player.frames().size();
            this.usual = player.longestPause(2 * SECOND);
        }

        /** How much later than it should a segment came before. */
        Duration late() {
            return longer(Duration.ZERO, usual.minus(SEGMENT));
        }

        Duration interruption() {
            return player.longestPause(frames).minus(usual);
        }
    }
}
