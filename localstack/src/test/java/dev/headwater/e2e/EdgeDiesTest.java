package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two edges in processes of their own that fail under players, one after the other: a player is hit by either, or by both
 * where it has moved. A test leaves both up.
 */
@Tag("alone")
class EdgeDiesTest {
    private static final Duration SEGMENT = Duration.ofSeconds(2);
    private static final int SEGMENT_FRAMES = 2 * 25;
    private static final Duration NEXT_IS_DUE = Duration.ofMillis(1600);
    /** The demo's second film, of 20 s. */
    private static final int FILM = 4;

    /** Beyond what the slowest answer took while nothing was amiss. */
    private static final Duration NAMED_AT_MOST = Duration.ofMillis(1500);

    /** After which hls.js asks again by itself. */
    private static final Duration OWN_TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static HeadwaterProcess headwater;
    private static final List<EdgeProcess> edges = new ArrayList<>();

    @BeforeAll
    static void twoEdgesElsewhere() throws Exception {
        Ffmpeg.assumePresent();
        BrowserPlayer.assumePresent();
        headwater = HeadwaterProcess.up(folder);
        headwater.lightenDemo();
        edges.add(EdgeProcess.add(headwater, "east"));
        edges.add(EdgeProcess.add(headwater, "west"));
        headwater.command("edge", "drain", "edge-1");
        headwater.command("edge", "drain", "edge-2");
    }

    @AfterAll
    static void stop() throws Exception {
        edges.forEach(EdgeProcess::end);
        if (headwater != null) {
            headwater.close();
        }
    }

    @Test
    void nobodyNoticesThatAnEdgeIsKilled() throws Exception {
        HeadwaterProcess.Line line = headwater.line("killed-edge", 20);
        try (Redirects redirects = new Redirects(line);
                BrowserPlayer browser = BrowserPlayer.play(line.channel(SharedHeadwater.TEST_CARD));
                Ffmpeg hls = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD));
                Ffmpeg ts = Ffmpeg.play(line.stream(SharedHeadwater.TEST_CARD, ".ts"))) {
            browser.awaitPlayed(2, 40);
            hls.awaitFrames(SEGMENT_FRAMES, 40);
            ts.awaitFrames(SEGMENT_FRAMES, 40);
            int started = browser.reports().size();
            long slowest = redirects.slowestMillis();
            for (EdgeProcess edge : edges) {
                Eventually.withinSeconds(20)
                        .until("players are sent there", () -> redirects.count(edge.authority()) > 0);
                long lostBefore = hls.lost();
                long killedAt = System.nanoTime();
                edge.kill();
                browser.awaitPlayed(6, 30);
                hls.awaitFrames(SEGMENT_FRAMES, 30);
                assertNamedNoLonger(redirects, edge, killedAt, slowest);
                assertThat(hls.lost() - lostBefore).as("frames FFmpeg missed").isLessThanOrEqualTo(SEGMENT_FRAMES);
                edge.restart();
            }
            ts.awaitFrames(SEGMENT_FRAMES, 30);
            assertThat(browser.reports().stream().skip(started).map(Report::event))
                    .doesNotContain("waiting", "fatal");
            assertThat(ts.lost()).isZero();
            assertThat(ts.complaints()).isEmpty();
        }
    }

    @Test
    void anEdgeThatHangsCostsAPlayerItsOwnTimeOutAndNoMore() throws Exception {
        HeadwaterProcess.Line line = headwater.line("hung-edge", 20);
        try (Redirects redirects = new Redirects(line);
                BrowserPlayer browser = BrowserPlayer.play(line.channel(SharedHeadwater.TEST_CARD));
                Ffmpeg hls = Ffmpeg.play(line.channel(SharedHeadwater.TEST_CARD), "-rw_timeout", "3000000");
                Ffmpeg ts = Ffmpeg.play(line.stream(SharedHeadwater.TEST_CARD, ".ts"))) {
            browser.awaitPlayed(2, 40);
            int calm = browser.reports().size();
            hls.awaitFrames(SEGMENT_FRAMES, 40);
            ts.awaitFrames(SEGMENT_FRAMES, 40);
            browser.awaitPlayed(1, 40);
            Duration still = browser.longestPause(calm);
            int started = browser.reports().size();
            long slowest = redirects.slowestMillis();
            for (int hung = 0; hung < edges.size(); hung++) {
                EdgeProcess edge = aboutToBeAsked(browser);
                long stoppedAt = System.nanoTime();
                edge.stop();
                Eventually.withinSeconds(30)
                        .until(
                                "the browser plays from the other edge",
                                () -> browser.reports("fragment").stream()
                                        .anyMatch(report -> report.nanoTime() > stoppedAt
                                                && !report.detail().equals(edge.authority())));
                browser.awaitPlayed(2, 30);
                assertNamedNoLonger(redirects, edge, stoppedAt, slowest);
                edge.resume();
            }
            hls.awaitFrames(SEGMENT_FRAMES, 30);
            ts.awaitFrames(SEGMENT_FRAMES, 30);
            assertThat(browser.reports("fatal")).isEmpty();
            // Together: by what the first put it behind, it has the more in its buffer when the second hangs.
            assertThat(browser.stoodStill(started))
                    .as("all pauses together")
                    .isLessThanOrEqualTo(OWN_TIMEOUT.plus(still));
            assertThat(hls.lost()).as("frames FFmpeg missed").isLessThanOrEqualTo(2 * SEGMENT_FRAMES);
            assertThat(ts.lost()).isZero();
        }
    }

    @Test
    void aFilmGoesOnWhicheverEdgeIsKilled() throws Exception {
        HeadwaterProcess.Line line = headwater.line("killed-under-a-film", 1);
        String film = line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + FILM + ".m3u8";
        try (Ffmpeg player = Ffmpeg.play(film, "-re")) {
            player.awaitFrames(SEGMENT_FRAMES, 40);
            for (EdgeProcess edge : edges) {
                long lostBefore = player.lost();
                edge.kill();
                player.awaitFrames(2 * SEGMENT_FRAMES, 30);
                assertThat(player.lost() - lostBefore).as("frames missed").isLessThanOrEqualTo(SEGMENT_FRAMES);
                edge.restart();
            }
            player.awaitEnd(Duration.ofSeconds(40));
        }
    }

    /** The edge the browser plays from, a moment before it asks for its next segment: it will hang on that. */
    private static EdgeProcess aboutToBeAsked(BrowserPlayer browser) {
        Eventually.withinSeconds(20).until("a segment is loaded, and the next one is due", () -> {
            long age = System.nanoTime() - browser.reports("fragment").getLast().nanoTime();
            return age > NEXT_IS_DUE.toNanos() && age < SEGMENT.toNanos();
        });
        String host = browser.reports("fragment").getLast().detail();
        return edges.stream()
                .filter(edge -> edge.authority().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNamedNoLonger(Redirects redirects, EdgeProcess edge, long failedAt, long slowestMillis) {
        assertThat(redirects.millisNamedAfter(edge.authority(), failedAt))
                .as("ms for which redirects named an edge that had failed")
                .isLessThanOrEqualTo(NAMED_AT_MOST.toMillis() + slowestMillis);
    }
}
