package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.functions.FunctionProcess.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions that answer requests, as they are uploaded: a login, a list, a playlist, and a redirect to a segment. */
@Tag("zips")
class FunctionsRunTest {
    private static final String LOGIN =
            "username=" + encoded(SeededAccount.LINE) + "&password=" + encoded(SeededAccount.PASSWORD);
    private static final Map<String, String> VIEWER = Map.of(
            "host", "abc.execute-api.us-east-1.amazonaws.com",
            "x-headwater-host", "tv.example",
            "cloudfront-viewer-address", "192.0.2.7:4711",
            "cloudfront-forwarded-proto", "http",
            "user-agent", "TV");

    @TempDir
    private static Path folder;

    private static SeededAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = SeededAccount.open(folder.resolve("seed"));
        Zips.HTTP.unpack(folder.resolve("task"));
    }

    @AfterAll
    static void close() {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void fromALoginToASegmentAndFromASnapshot() throws Exception {
        String media;
        try (FunctionProcess xtream = start("XtreamHandler", Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
            media = asAnAppComesIn(xtream);
            assertThat(xtream.restores())
                    .as("answers come from what was opened after the snapshot")
                    .isOne();
            assertThat(xtream.output())
                    .contains("\"headwater_entries_total\"")
                    .doesNotContain(SeededAccount.PASSWORD)
                    .doesNotContain(SeededAccount.ORIGIN_SECRET);
        }
        try (FunctionProcess play = start("PlayHandler", Map.of())) {
            Answer playlist = play.get(media, "", VIEWER);
            assertThat(playlist.status()).as(playlist.body()).isEqualTo(200);
            String segment = playlist.body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow();
            Answer redirect = play.get(media.replaceAll("[^/]*$", "") + segment, "", VIEWER);
            assertThat(redirect.status()).isEqualTo(302);
            assertThat(redirect.headers().path("location").asText())
                    .startsWith("http://seg.example/hls/")
                    .contains("Signature=");
            assertThat(play.get("/player_api.php", LOGIN, VIEWER).status()).isEqualTo(404);
        }
    }

    private static String asAnAppComesIn(FunctionProcess xtream) throws Exception {
        assertThat(xtream.get("/player_api.php", LOGIN, VIEWER).status())
                .as("who does not come by way of the distribution")
                .isEqualTo(403);
        Answer login = xtream.get("/player_api.php", LOGIN, shown());
        assertThat(login.body()).contains("\"auth\":1", "\"url\":\"tv.example\"", "\"server_protocol\":\"http\"");
        assertThat(xtream.get("/player_api.php", "action=get_live_streams&" + LOGIN, shown())
                        .body())
                .contains("\"name\":\"One\"");
        assertThat(xtream.get("/get.php", "type=m3u_plus&output=hls&" + LOGIN, shown())
                        .body())
                .startsWith("#EXTM3U")
                .contains("http://tv.example/live/");
        assertThat(xtream.get("/admin/api/v1/lines", "", shown()).status()).isEqualTo(404);
        Map<String, String> asSent = new HashMap<>(shown());
        String path = "/live/" + encoded(SeededAccount.LINE) + "/" + encoded(SeededAccount.PASSWORD) + "/1";
        asSent.put("x-headwater-path", path + ".ts");
        assertThat(xtream.get("/decoded", "", asSent).headers().path("location").asText())
                .startsWith("http://stream.example/play/");
        asSent.put("x-headwater-path", path + ".m3u8");
        Answer entry = xtream.get("/decoded", "", asSent);
        assertThat(entry.status()).as(entry.body()).isEqualTo(200);
        assertThat(entry.headers().path("x-request-id").asText()).startsWith("request-");
        return entry.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAdminApiWantsAKey() throws Exception {
        try (FunctionProcess admin = start("AdminHandler", Map.of())) {
            Answer refused = admin.get("/admin/api/v1/lines", "", shown());
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().path("content-type").asText()).isEqualTo("application/problem+json");
            assertThat(admin.get("/health", "", shown()).body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(admin.get("/player_api.php", LOGIN, shown()).status()).isEqualTo(404);
        }
    }

    private static FunctionProcess start(String handler, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(account.environment());
        environment.putAll(more);
        return FunctionProcess.start(handler, folder.resolve("task"), folder.resolve(handler + ".log"), environment);
    }

    private static Map<String, String> shown() {
        Map<String, String> headers = new HashMap<>(VIEWER);
        headers.put("x-headwater-origin", SeededAccount.ORIGIN_SECRET);
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
