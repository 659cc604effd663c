package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer that may not watch sees why, in whichever format it asks, and then it is over. */
@ExtendWith(SharedHeadwater.class)
class SlatesTest {
    private static final int SLATE_FRAMES = 10 * 25;
    private final HeadwaterProcess headwater;

    SlatesTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @BeforeAll
    static void playersAreThere() {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {".m3u8", ".ts", ""})
    void anExpiredLineGetsItsSlateAndTheEnd(String extension) throws Exception {
        HeadwaterProcess.Line line = headwater.line("expired" + extension, 1);
        headwater.command("line", "set", line.name(), "--expires", "2026-01-31");
        try (Ffmpeg player = Ffmpeg.play(line.stream(SharedHeadwater.TEST_CARD, extension))) {
            player.awaitEnd(Duration.ofSeconds(30));
            assertThat(player.complaints()).isEmpty();
            assertThat(player.frames()).hasSizeBetween(SLATE_FRAMES - 2, SLATE_FRAMES);
        }
    }

    @Test
    void aLineThatExpiresWhileItPlaysEndsWithTheSlate() throws Exception {
        HeadwaterProcess.Line line = headwater.line("expires", 2);
        try (Ffmpeg stream = Ffmpeg.play(line.stream(SharedHeadwater.LOOP, ".ts"));
                BrowserPlayer browser = BrowserPlayer.play(line.channel(SharedHeadwater.TEST_CARD))) {
            stream.awaitFrames(25, 40);
            browser.awaitPlayed(1, 40);
            headwater.command("line", "set", line.name(), "--state", "banned");
            assertEndsWithSlate(browser);
            stream.awaitEnd(Duration.ofSeconds(30));
        }
    }

    @Test
    void whoIsPutOutInTheBrowserSeesTheSlateToItsEnd() throws Exception {
        HeadwaterProcess.Line line = headwater.line("put-out", 1);
        try (BrowserPlayer first = BrowserPlayer.play(line.channel(SharedHeadwater.TEST_CARD))) {
            first.awaitPlayed(1, 40);
            try (Ffmpeg second = Ffmpeg.play(line.channel(SharedHeadwater.LOOP))) {
                second.awaitFrames(25, 40);
                assertEndsWithSlate(first);
                second.awaitFrames(25, 40);
            }
        }
    }

    /** hls.js gets over the seam to the slate and to the end of it, without an error that it gives up on. */
    private static void assertEndsWithSlate(BrowserPlayer player) {
        double before = player.position();
        Eventually.withinSeconds(60)
                .until("the slate has ended", () -> events(player).contains("ended"));
        assertThat(events(player)).doesNotContain("fatal");
        assertThat(player.position() - before).as("seconds played after it").isGreaterThan(9);
    }

    private static List<String> events(BrowserPlayer player) {
        return player.reports().stream().map(Report::event).toList();
    }
}
