package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken down while it plays ends within a minute, on an edge in the server's process and on one elsewhere. */
class TakedownTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int FRAMES = 2 * 25;
    /** The demo's second film. */
    private static final int FILM = 4;

    @TempDir
    private static Path folder;

    private static HeadwaterProcess headwater;
    private static EdgeProcess elsewhere;

    @BeforeAll
    static void oneEdgeHereAndOneElsewhere() throws Exception {
        Ffmpeg.assumePresent();
        headwater = HeadwaterProcess.up(folder, "--edge-ports", "0");
        headwater.lightenDemo();
        elsewhere = EdgeProcess.add(headwater, "elsewhere");
    }

    @AfterAll
    static void stop() {
        if (elsewhere != null) {
            elsewhere.end();
        }
        if (headwater != null) {
            headwater.close();
        }
    }

    @Test
    void aPlayingChannelEndsWithinAMinuteOnEveryEdgeAndPlaysAgainOnceItIsLifted() throws Exception {
        HeadwaterProcess.Line line = headwater.line("takedown", 30);
        String channel = line.channel(SharedHeadwater.TEST_CARD);
        String takedown;
        try (Ffmpeg hls = Ffmpeg.play(channel);
                Ffmpeg ts = Ffmpeg.play(line.stream(SharedHeadwater.TEST_CARD, ".ts"))) {
            hls.awaitFrames(FRAMES, 60);
            ts.awaitFrames(FRAMES, 60);
            List<URI> signed = onBothEdges(channel);
            assertThat(signed)
                    .allSatisfy(url -> assertThat(Http.get(url).statusCode()).isEqualTo(200));

            takedown = headwater
                    .command("takedown", "add", "channel", "1", "--reason", "not licensed", "--reference", "claim 7")
                    .path("id")
                    .asText();
            long orderedAt = System.nanoTime();

            Eventually.within(MINUTE)
                    .until(
                            "every edge refuses what is signed",
                            () -> signed.stream().allMatch(url -> Http.get(url).statusCode() == 403));
            long refused = millisSince(orderedAt);
            hls.awaitEnd(MINUTE);
            ts.awaitEnd(MINUTE);
            long ended = millisSince(orderedAt);
            System.out.println("edges refused after " + refused + " ms, players ended after " + ended + " ms");
            assertThat(Math.max(refused, ended)).isLessThan(MINUTE.toMillis());
        }
        assertThat(Http.get(channel).statusCode()).isEqualTo(403);
        assertThat(lists(line)).doesNotContain("\"stream_id\":1,");
        assertThat(headwater.command("session", "list").toString()).doesNotContain("takedown");
        Path objects = folder.resolve("objects");
        Eventually.within(MINUTE).until("its objects are moved away", () -> isWithout(objects, "hls/1/"));

        headwater.command("takedown", "lift", takedown);

        Eventually.within(MINUTE).until("it is lifted", () -> state(takedown).equals("lifted"));
        Eventually.within(MINUTE)
                .until("it is let in again", () -> Http.get(channel).statusCode() == 200);
        assertThat(lists(line)).contains("\"stream_id\":1,");
        try (Ffmpeg again = Ffmpeg.play(channel)) {
            again.awaitFrames(FRAMES, 60);
        }
    }

    @Test
    void aFilmThatIsDownloadedIsCutOff() throws Exception {
        HeadwaterProcess.Line line = headwater.line("download", 5);
        String film = line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + FILM + ".mp4";
        String location = Http.get(film).headers().firstValue("Location").orElseThrow();
        assertThat(Http.get(location).statusCode()).isEqualTo(200);

        String takedown = headwater
                .command("takedown", "add", "movie", Integer.toString(FILM), "--reason", "not licensed")
                .path("id")
                .asText();

        Eventually.within(MINUTE)
                .until("the edge refuses it", () -> Http.get(location).statusCode() == 403);
        assertThat(Http.get(film).statusCode()).isEqualTo(403);
        headwater.command("takedown", "lift", takedown);
        // The session of that device was ended, and is not let in again for a while.
        HeadwaterProcess.Line other = headwater.line("afterwards", 1);
        String again = other.base() + "/movie/" + other.name() + "/" + other.password() + "/" + FILM + ".mp4";
        Eventually.within(MINUTE).until("it plays again", () -> Http.get(again).statusCode() == 302);
        String anew = Http.get(again).headers().firstValue("Location").orElseThrow();
        Eventually.within(MINUTE)
                .until("the edge serves it again", () -> Http.get(anew).statusCode() == 200);
    }

    private static String state(String takedown) throws Exception {
        for (JsonNode one : headwater.command("takedown", "list")) {
            if (one.path("id").asText().equals(takedown)) {
                return one.path("state").asText();
            }
        }
        throw new AssertionError("there is no takedown " + takedown);
    }

    /** A signed segment on each of the two, which hold it in memory by then. */
    private List<URI> onBothEdges(String channel) {
        List<URI> found = new ArrayList<>();
        Eventually.within(MINUTE).until("both edges have served", () -> {
            URI segment = Http.signedSegment(channel);
            HttpResponse<String> answer = Http.get(segment);
            if (answer.statusCode() == 200
                    && found.stream().noneMatch(other -> other.getAuthority().equals(segment.getAuthority()))) {
                found.add(segment);
            }
            return found.size() == 2;
        });
        return found;
    }

    private static String lists(HeadwaterProcess.Line line) {
        return Http.get(line.base() + "/player_api.php?username=" + line.name() + "&password=" + line.password()
                        + "&action=get_live_streams")
                .body();
    }

    private static boolean isWithout(Path objects, String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile)
                    .noneMatch(file -> objects.relativize(file).toString().startsWith(prefix));
        }
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }
}
