package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.RoleGuard;
import dev.headwater.aws.stores.StoreLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers viewers does it all with what its role allows of accounts and secrets, and asks for nothing else. */
class HeldToTheirRolesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN =
            "username=" + encoded(SeededAccount.LINE) + "&password=" + encoded(SeededAccount.PASSWORD);

    @TempDir
    private static Path folder;

    private static SeededAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = SeededAccount.open(folder.resolve("seed"));
    }

    @AfterAll
    static void close() {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void fromALoginToASegmentNothingIsAskedThatTheRolesDoNotAllow() throws Exception {
        String media;
        try (RoleGuard guard = new RoleGuard(FunctionNeeds.XTREAM, account.environment());
                HttpStage xtream = stage(guard, FunctionNeeds.XTREAM, XtreamHandler.CONTROLLERS, true)) {
            xtream.warm(List.of("/live/-/-/1.m3u8"));
            assertThat(body(get(xtream, "/player_api.php", LOGIN))).contains("\"auth\":1");
            assertThat(body(get(xtream, "/player_api.php", "action=get_live_streams&" + LOGIN)))
                    .contains("\"name\":\"One\"");
            for (String action :
                    List.of("get_live_categories", "get_vod_streams", "get_series", "get_short_epg&stream_id=1")) {
                assertThat(status(get(xtream, "/player_api.php", "action=" + action + "&" + LOGIN)))
                        .as(action)
                        .isEqualTo(200);
            }
            assertThat(status(get(xtream, "/panel_api.php", LOGIN))).isEqualTo(200);
            assertThat(status(get(xtream, "/get.php", "type=m3u_plus&output=hls&" + LOGIN)))
                    .isEqualTo(200);
            assertThat(status(get(xtream, "/xmltv.php", LOGIN))).isEqualTo(200);
            assertThat(body(get(xtream, "/player_api.php", "username=nobody&password=nothing")))
                    .contains("\"auth\":0");
            assertThat(body(get(xtream, "/player_api.php", "action=get_live_streams&" + LOGIN)))
                    .contains("\"name\":\"Without a category\"")
                    .doesNotContain("canary");
            // There is no film to show yet, and no slate to say so.
            get(
                    xtream,
                    "/movie/" + encoded(SeededAccount.LINE) + "/" + encoded(SeededAccount.PASSWORD) + "/3.m3u8",
                    "");
            assertThat(guard.written()).contains("VOD#3", "VODWAITING", "CATEGORIES#live", "IDS#category");
            String entry = body(get(
                    xtream,
                    "/live/" + encoded(SeededAccount.LINE) + "/" + encoded(SeededAccount.PASSWORD) + "/1.m3u8",
                    ""));
            media = entry.lines()
                    .filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(entry));
            assertThat(guard.refused()).isEmpty();
            assertThat(guard.secretsAsked())
                    .noneMatch(name -> name.startsWith("admin") || name.matches("(content|source)-seal-key"));
        }
        try (RoleGuard guard = new RoleGuard(FunctionNeeds.PLAY, account.environment());
                HttpStage play = stage(guard, FunctionNeeds.PLAY, PlayHandler.CONTROLLERS, false)) {
            String playlist = body(get(play, media, ""));
            String segment = playlist.lines()
                    .filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(playlist));
            String folder = media.replaceAll("[^/]*$", "");
            assertThat(status(get(play, folder + segment, ""))).isEqualTo(302);
            assertThat(status(get(play, folder + "0123456789abcdef.key", ""))).isEqualTo(404);
            assertThat(guard.refused()).isEmpty();
            assertThat(guard.secretsAsked())
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith("line-") || name.equals("source-seal-key"));
        }
    }

    private static HttpStage stage(RoleGuard guard, FunctionNeeds needs, Set<String> controllers, boolean isGuarded) {
        return HttpStage.open(
                Account.open(guard.environment(), needs, StoreLimits.PATIENT), controllers, isGuarded, metrics -> {});
    }

    private static JsonNode get(HttpStage stage, String path, String query) throws IOException {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", path)
                .put("rawQueryString", query)
                .put("isBase64Encoded", false);
        Map.of(
                        "x-headwater-host", "tv.example",
                        "x-headwater-path", path,
                        "x-headwater-origin", SeededAccount.ORIGIN_SECRET,
                        "cloudfront-viewer-address", "192.0.2.7:4711",
                        "cloudfront-forwarded-proto", "http")
                .forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .putObject("http")
                .put("method", "GET")
                .put("path", path)
                .put("sourceIp", "130.176.1.1");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        stage.answer(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), answer, "test");
        return JSON.readTree(answer.toByteArray());
    }

    private static int status(JsonNode answer) {
        return answer.path("statusCode").asInt();
    }

    private static String body(JsonNode answer) {
        assertThat(status(answer)).as(answer.toString()).isEqualTo(200);
        return answer.path("body").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
