package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.BrowserPlayer.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted film: players play it to its end through its key, as long as it is to be encrypted. */
class EncryptedFilmTest {
    private static final int SECONDS = 8;
    private static final int FRAMES = SECONDS * 25;

    @TempDir
    private Path folder;

    @Test
    void playersPlayItThroughItsKeyAndItCanBeMadeOtherwiseLater() throws Exception {
        Ffmpeg.assumePresent();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            JsonNode added = headwater.command("movie", "add", film().toString(), "--encrypted");
            assertThat(added.path("state").asText()).as(added.toString()).isEqualTo("ready");
            int id = added.path("id").asInt();
            HeadwaterProcess.Line line = headwater.line("ada", 3);

            plays(url(line, id, ".m3u8"));
            playsInABrowser(url(line, id, ".m3u8"));
            assertThat(Http.get(url(line, id, ".mp4")).statusCode()).isEqualTo(403);
            URI media = Http.uris(Http.get(url(line, id, ".m3u8"))).getFirst();
            assertThat(Http.get(media).body()).contains("#EXT-X-KEY:METHOD=AES-128,URI=");

            headwater.command("movie", "set", Integer.toString(id), "--no-encrypted");
            Eventually.withinSeconds(60)
                    .until(
                            "it is made in the clear",
                            () -> headwater
                                    .command("movie", "show", Integer.toString(id))
                                    .path("state")
                                    .asText()
                                    .equals("ready"));
            plays(url(line, id, ".mp4"));
            assertThat(Http.get(Http.uris(Http.get(url(line, id, ".m3u8"))).getFirst())
                            .body())
                    .doesNotContain("EXT-X-KEY");
        }
    }

    private static void plays(String url) throws IOException {
        try (Ffmpeg player = Ffmpeg.play(url)) {
            player.awaitEnd(Duration.ofSeconds(40));
            assertThat(player.complaints()).isEmpty();
            assertThat(player.lost()).isZero();
            assertThat(player.frames()).hasSizeGreaterThanOrEqualTo(FRAMES - 2);
        }
    }

    /** Where there is one. */
    private static void playsInABrowser(String url) throws Exception {
        if (!Chromium.isPresent()) {
            System.out.println("An encrypted film is not played in a browser: there is none on this machine.");
            return;
        }
        try (BrowserPlayer player = BrowserPlayer.play(url)) {
            player.awaitPlayed(SECONDS - 1, 60);
            assertThat(player.reports().stream().map(Report::event)).doesNotContain("fatal", "error");
        }
    }

    private Path film() throws Exception {
        Path film = folder.resolve("Eight seconds.mp4");
        List<String> command = List.of(("ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=320x180:r=25:d=%1$d -f lavfi"
                        + " -i sine=r=48000:d=%1$d -c:v libx264 -preset ultrafast -c:a aac FILM")
                .formatted(SECONDS)
                .split(" ", -1));
        Process made = new ProcessBuilder(command.stream()
                        .map(word -> word.equals("FILM") ? film.toString() : word)
                        .toList())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return film;
    }

    private static String url(HeadwaterProcess.Line line, int film, String extension) {
        return line.base() + "/movie/" + line.name() + "/" + line.password() + "/" + film + extension;
    }
}
