package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.api.JellyfinModel;
import dev.headwater.api.TypeCensus;
import dev.headwater.e2e.HeadwaterProcess.Line;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large playlist is imported: clients and parsers nobody here wrote find all of it, each the same. */
class LargeCatalogueTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static HeadwaterProcess headwater;

    @BeforeAll
    static void isImported() throws Exception {
        LargeCatalogue.write(folder);
        headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo");
        JsonNode done =
                headwater.command("import", "m3u", folder.resolve("list.m3u").toString(), "--name", "large");
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        Line line = headwater.line("first", 1);
        Eventually.withinSeconds(30).until("everything is listed", () -> lists(line));
    }

    private static boolean lists(Line line) throws Exception {
        return api(line, "get_live_streams").size() == LargeCatalogue.CHANNELS
                && api(line, "get_vod_streams").size() == LargeCatalogue.MOVIES
                && api(line, "get_series").size() == LargeCatalogue.SERIES;
    }

    @AfterAll
    static void stop() {
        if (headwater != null) {
            headwater.close();
        }
    }

    @Test
    void everyClientAndParserFindsAllOfIt() throws Exception {
        Line line = headwater.line("clients", 1);
        JsonNode found = NodeModules.run(
                "conformance/run.mjs",
                "large",
                line.base(),
                line.name(),
                line.password(),
                folder.resolve("expected.json").toString());
        assertThat(found.path("live").asInt()).isEqualTo(LargeCatalogue.CHANNELS);
        assertThat(found.path("movies").asInt()).isEqualTo(LargeCatalogue.MOVIES);
        assertThat(found.path("series").asInt()).isEqualTo(LargeCatalogue.SERIES);
        assertThat(found.path("episodes").asInt()).isEqualTo(LargeCatalogue.SERIES * LargeCatalogue.EPISODES);
        assertThat(found.path("playlists").path("m3u_plus hls").asInt())
                .isEqualTo(LargeCatalogue.CHANNELS
                        + LargeCatalogue.MOVIES
                        + LargeCatalogue.SERIES * LargeCatalogue.EPISODES);
    }

    @Test
    void everyRowHasItsTypesAndAStrictAppBindsThemAll() throws Exception {
        Line line = headwater.line("census", 1);
        for (String action : List.of(
                "get_live_categories",
                "get_vod_categories",
                "get_series_categories",
                "get_live_streams",
                "get_vod_streams",
                "get_series")) {
            JsonNode answer = api(line, action);
            assertThat(answer).as(action).isNotEmpty();
            assertThat(TypeCensus.faults(action, answer)).as(action).isEmpty();
            assertThat(JellyfinModel.read(action, answer)).as(action).isNotNull();
        }
        for (JsonNode movie : List.of(first(api(line, "get_vod_streams")), last(api(line, "get_vod_streams")))) {
            bound(line, "get_vod_info", "&vod_id=" + movie.path("stream_id").asInt());
        }
        for (JsonNode series : api(line, "get_series")) {
            bound(
                    line,
                    "get_series_info",
                    "&series_id=" + series.path("series_id").asInt());
        }
    }

    /** Its source is on a host there is none of: until that is known it is being prepared, then it has failed. */
    @ParameterizedTest
    @CsvSource({"100, .mp4", "101, ''"})
    void aFilmThatIsNotThereYetIsAskedForAgainLater(int row, String extension) throws Exception {
        Line line = headwater.line("film-" + row, 1);
        JsonNode movie = api(line, "get_vod_streams").get(row);
        String url = url(line, movie, extension);
        HttpResponse<String> first = Http.get(url);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(503);
        assertThat(first.body()).isEqualTo("the film is being prepared\n");
        assertThat(retryAfter(first)).isBetween(1, 60);
        Eventually.withinSeconds(30)
                .until(
                        "it is known that it can not be had",
                        () -> Http.get(url).body().startsWith("the film could not be made ready"));
        HttpResponse<String> later = Http.get(url);
        assertThat(later.statusCode()).isEqualTo(503);
        assertThat(retryAfter(later)).as("not tried again sooner").isBetween(60, 600);
        assertThat(later.body()).doesNotContain("panel.invalid");
    }

    @Test
    void asHlsItShowsASlateAndTakesNoConnection() throws Exception {
        Line line = headwater.line("film-hls", 1);
        JsonNode movie = api(line, "get_vod_streams").get(200);
        HttpResponse<String> entry = Http.get(url(line, movie, ".m3u8"));
        assertThat(entry.statusCode()).isEqualTo(200);
        HttpResponse<String> media = Http.get(Http.uris(entry).getFirst());
        assertThat(media.body()).startsWith("#EXTM3U").contains("#EXT-X-ENDLIST");
        HttpResponse<String> segment = Http.get(Http.uris(media).getFirst());
        assertThat(segment.headers().firstValue("Location").orElseThrow()).containsPattern("/hls/0/[a-z]+/");
        assertThat(headwater.command("session", "list").findValuesAsText("line"))
                .doesNotContain(line.name());
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 1001", "20000, 5000"})
    void commandsListAsManyAsAreAskedForOverManyPages(String limit, int rows) throws Exception {
        JsonNode channels = headwater.command("channel", "list", "--limit", limit);
        assertThat(channels).hasSize(rows);
        assertThat(channels.findValuesAsText("id")).doesNotHaveDuplicates();
    }

    private static void bound(Line line, String action, String more) throws Exception {
        JsonNode answer = api(line, action + more);
        assertThat(TypeCensus.faults(action, answer)).as(action + more).isEmpty();
        assertThat(JellyfinModel.read(action, answer)).as(action + more).isNotNull();
    }

    private static JsonNode first(JsonNode rows) {
        return rows.get(0);
    }

    private static JsonNode last(JsonNode rows) {
        return rows.get(rows.size() - 1);
    }

    private static int retryAfter(HttpResponse<String> response) {
        return Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow());
    }

    private static String url(Line line, JsonNode movie, String extension) {
        return line.base() + "/movie/" + line.name() + "/" + line.password() + "/"
                + movie.path("stream_id").asInt() + extension;
    }

    private static JsonNode api(Line line, String action) throws Exception {
        return JSON.readTree(Http.get(line.base() + "/player_api.php?username=" + line.name() + "&password="
                        + line.password() + "&action=" + action)
                .body());
    }
}
