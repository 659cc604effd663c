package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is put out of a channel of fMP4 sees why, to its end: where the sound lies beside the pictures, and where it is apart. */
class FragmentedSlatesTest {
    private static final int SECOND = 25;
    /** Without its first segment, of five: behind a discontinuity of fMP4 where time goes back FFmpeg loses one. */
    private static final int SLATE_FRAMES = 8 * SECOND;

    private static final String ONE = "one language";
    private static final String TWO = "two languages";

    private static HeadwaterProcess headwater;
    private static Map<String, Integer> channels;

    @BeforeAll
    static void channelsOnAir(@TempDir Path folder) throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        Path one = clip(folder.resolve("one.mp4"), "0:a");
        Path two = clip(folder.resolve("two.mp4"), "0:a", "0:a");
        headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo");
        channels = Map.of(ONE, add("One", one), TWO, add("Two", two));
        Eventually.withinSeconds(60)
                .until(
                        "both are on air",
                        () -> headwater.command("channel", "list").findValuesAsText("state").stream()
                                .allMatch("on_air"::equals));
    }

    @AfterAll
    static void stop() {
        if (headwater != null) {
            headwater.close();
        }
    }

    private static Path clip(Path made, String... sounds) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i"));
        command.addAll(List.of("testsrc2=size=320x180:rate=25[out0];sine=sample_rate=48000[out1]", "-map", "0:v"));
        for (String sound : sounds) {
            command.addAll(List.of("-map", sound));
        }
        command.addAll(List.of("-t", "20", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g"));
        command.addAll(List.of("50", "-c:a", "aac", "-metadata:s:a:0", "language=deu"));
        command.addAll(List.of("-metadata:s:a:1", "language=eng", made.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ffmpeg").isZero();
        return made;
    }

    private static int add(String name, Path clip) throws Exception {
        return headwater
                .command("channel", "add", name, "--source", "file:" + clip, "--segments", "fmp4")
                .path("id")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, TWO})
    void whoIsBannedSeesTheSlateToItsEnd(String channel) throws Exception {
        HeadwaterProcess.Line line = headwater.line("banned-in-" + channel.replace(' ', '-'), 20);
        String url = line.channel(channels.get(channel));
        try (BrowserPlayer browser = BrowserPlayer.play(url);
                Ffmpeg program = Ffmpeg.play(url)) {
            browser.awaitPlayed(1, 60);
            program.awaitFrames(SECOND, 60);
            headwater.command("line", "set", line.name(), "--state", "banned");
            double before = browser.position();
            int decoded = program.frames().size();

            Eventually.withinSeconds(60)
                    .until("the browser is through", () -> events(browser).contains("ended"));
            assertThat(events(browser)).doesNotContain("fatal");
            assertThat(browser.position() - before)
                    .as("seconds played after it")
                    .isGreaterThan(9);
            program.awaitEnd(Duration.ofSeconds(60));
            assertThat(program.frames().size() - decoded)
                    .as("pictures decoded after it: %s", program.complaints())
                    .isGreaterThanOrEqualTo(SLATE_FRAMES - 2);
        }
    }

    private static List<String> events(BrowserPlayer player) {
        return player.reports().stream().map(Report::event).toList();
    }
}
