package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's films, as apps ask for them. */
@ExtendWith(SharedHeadwater.class)
class FilmsPlayTest {
    private static final int SECOND = 25;
    private static final int FILM = 3;
    private static final int LENGTH = 20;
    private final HeadwaterProcess headwater;

    FilmsPlayTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @BeforeAll
    static void ffmpegIsThere() {
        Ffmpeg.assumePresent();
    }

    @ParameterizedTest
    @CsvSource({"movie,3,.mp4", "movie,4,.m3u8", "series,5,.mkv", "series,6,.m3u8"})
    void everyFrameFromItsBeginningToItsEnd(String kind, int id, String extension) throws Exception {
        HeadwaterProcess.Line line = headwater.line("film-" + kind + id, 1);
        try (Ffmpeg player = Ffmpeg.play(url(line, kind, id, extension))) {
            player.awaitEnd(Duration.ofSeconds(60));
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
            assertThat(player.frames()).hasSizeGreaterThanOrEqualTo(LENGTH * SECOND - 2);
        }
    }

    @Test
    void nothingIsLostWhenItsEdgeDrains() throws Exception {
        HeadwaterProcess.Line line = headwater.line("film-drained", 1);
        try (Ffmpeg player = Ffmpeg.play(url(line, "movie", FILM, ".m3u8"), "-re")) {
            player.awaitFrames(SECOND, 40);
            // Whichever edge it is on, it has to leave it once.
            for (String edge : List.of("edge-1", "edge-2")) {
                headwater.command("edge", "drain", edge);
                player.awaitFrames(4 * SECOND, 30);
                headwater.command("edge", "undrain", edge);
            }
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
        }
    }

    @Test
    void aSecondDeviceAndAKickEndIt() throws Exception {
        HeadwaterProcess.Line line = headwater.line("film-two", 1);
        try (Ffmpeg first = play(line, "First")) {
            first.awaitFrames(SECOND, 40);
            try (Ffmpeg second = play(line, "Second")) {
                second.awaitFrames(SECOND, 40);
                first.awaitEnd(Duration.ofSeconds(30));
                assertThat(first.frames()).hasSizeLessThan(LENGTH * SECOND);
                JsonNode session = sessions(line).getFirst();
                assertThat(session.path("kind").asText()).isEqualTo("movie");
                assertThat(session.path("name").asText()).isEqualTo("Gradients");
                headwater.command("session", "kick", session.path("id").asText());
                second.awaitEnd(Duration.ofSeconds(30));
                assertThat(second.frames()).hasSizeLessThan(LENGTH * SECOND);
            }
        }
    }

    @Test
    void aFileIsOneSessionHoweverItIsProbedAndIsKickedAsOne() throws Exception {
        HeadwaterProcess.Line line = headwater.line("film-file", 2);
        String url = url(line, "movie", FILM, ".mp4");
        URI file = URI.create(Http.get(url).headers().firstValue("Location").orElseThrow());
        HttpResponse<String> head = Http.send(HttpRequest.newBuilder(file)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
        Http.get(url);
        HttpResponse<String> tail = Http.send(
                HttpRequest.newBuilder(file).header("Range", "bytes=-1000").build());
        assertThat(tail.statusCode()).isEqualTo(206);
        assertThat(sessions(line)).hasSize(1);
        headwater.command(
                "session", "kick", sessions(line).getFirst().path("id").asText());
        assertThat(Refused.after(System.nanoTime(), url)).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    private List<JsonNode> sessions(HeadwaterProcess.Line line) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode session : headwater.command("session", "list")) {
            if (session.path("line").asText().equals(line.name())) {
                found.add(session);
            }
        }
        return found;
    }

    private static Ffmpeg play(HeadwaterProcess.Line line, String agent) throws IOException {
        return Ffmpeg.play(url(line, "movie", FILM, ".m3u8"), "-re", "-user_agent", agent);
    }

    private static String url(HeadwaterProcess.Line line, String kind, int id, String extension) {
        return line.base() + "/" + kind + "/" + line.name() + "/" + line.password() + "/" + id + extension;
    }
}
