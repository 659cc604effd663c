package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels of fMP4 segments in real players: copied through a failover, and encoded, encrypted with keys that change. */
class FragmentedChannelsTest {
    private static final int SECOND = 25;

    @TempDir
    private Path folder;

    @Test
    void playersPlayThem() throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        try (LiveSenders senders = new LiveSenders(folder, Duration.ofSeconds(30));
                HeadwaterProcess headwater =
                        HeadwaterProcess.up(folder.resolve("data"), "--no-demo", "--key-seconds", "4")) {
            int copied = add(headwater, "Copied", "--source", senders.url("one"), "--source", senders.url("two"));
            int encoded = add(headwater, "Encoded", "--source", "testcard:", "--ladder", "tiny", "--encrypted");
            awaitState(headwater, copied, "on_air");
            awaitState(headwater, encoded, "on_air");
            HeadwaterProcess.Line line = headwater.line("fragments", 20);
            try (BrowserPlayer browser = BrowserPlayer.play(line.channel(copied));
                    BrowserPlayer keyed = BrowserPlayer.play(line.channel(encoded));
                    Ffmpeg program = Ffmpeg.play(line.channel(encoded), "-xerror")) {
                browser.awaitPlayed(3, 60);
                keyed.awaitPlayed(1, 60);
                program.awaitFrames(SECOND, 60);
                int started = keyed.reports().size();

                senders.set("one", LiveSenders.Mood.SILENT);
                awaitState(headwater, copied, "on_backup");
                browser.awaitPlayed(8, 60);
                keyed.awaitPlayed(4, 60);
                program.awaitFrames(4 * SECOND, 60);

                assertThat(keyed.reports().stream().skip(started).map(Report::event))
                        .doesNotContain("fatal");
                assertThat(program.complaints()).isEmpty();
                assertThat(program.lost()).isZero();
            }
            for (int channel : List.of(copied, encoded)) {
                Outcome ended = new ThisCommandLine(Map.of()).run("check-stream", line.channel(channel), "--for", "1");
                assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
            }
            HttpResponse<String> endless = Http.get(line.stream(copied, ".ts"));
            assertThat(endless.statusCode()).isEqualTo(403);
            assertThat(endless.body()).contains("fMP4", ".m3u8");
        }
    }

    private static int add(HeadwaterProcess headwater, String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("channel", "add", name, "--segments", "fmp4"));
        command.addAll(List.of(options));
        command.add("--allow-private");
        return headwater.command(command.toArray(String[]::new)).path("id").asInt();
    }

    private static void awaitState(HeadwaterProcess headwater, int channel, String state) {
        Eventually.withinSeconds(60)
                .until(
                        "channel " + channel + " is " + state,
                        () -> headwater
                                .command("channel", "show", Integer.toString(channel))
                                .path("state")
                                .asText()
                                .equals(state));
    }
}
