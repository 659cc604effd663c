package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.api.JellyfinModel;
import dev.headwater.api.TypeCensus;
import dev.headwater.e2e.HeadwaterProcess.Line;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients and parsers nobody here wrote read everything the demo shows: without a complaint, and all of them the same. */
@ExtendWith(SharedHeadwater.class)
class ConformanceTest {
    private static final String RUN = "conformance/run.mjs";

    private static final Path VALIDATOR = Path.of("/usr/bin/tv_validate_file");
    /** Its own would be fetched from the web. */
    private static final Path DTD = Path.of("/usr/share/xmltv/xmltv.dtd");

    private static final int FILM = 3;
    private static final int SERIES = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HeadwaterProcess headwater;

    ConformanceTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void theClientReadsEverythingInItsFourModes() throws Exception {
        JsonNode found = run("client", headwater.line("client", 1));
        assertThat(found.path("live")).hasSize(2);
        assertThat(found.path("movies")).hasSize(2);
        assertThat(found.path("series")).hasSize(1);
        assertThat(found.path("programmes"))
                .allSatisfy(count -> assertThat(count.asInt()).isPositive());
    }

    @Test
    void whatTheClientBuildsFromTheListsIsThere() throws Exception {
        assertThat(run("urls", headwater.line("urls", 1)).asInt()).isEqualTo(2 + 2 + 3);
    }

    @Test
    void twoPlaylistParsersAgree() throws Exception {
        assertThat(run("playlists", headwater.line("playlists", 1))
                        .path("m3u_plus ts")
                        .asInt())
                .isEqualTo(2 + 2 + 3);
    }

    @Test
    void twoGuideParsersAgree() throws Exception {
        assertThat(run("guide", headwater.line("guide", 1)).path("channels").asInt())
                .isEqualTo(2);
    }

    @Test
    void aFaultInAnyFieldTheyNeedIsNoticed() throws Exception {
        assertThat(run("mutations", headwater.line("mutations", 1))
                        .path("faults")
                        .asInt())
                .isGreaterThan(20);
    }

    @Test
    void everyFieldHasItsOneTypeAndAStrictAppBindsIt() throws Exception {
        Line line = headwater.line("census", 1);
        Map<String, String> wants = Map.of(
                "get_vod_info", "&vod_id=" + FILM,
                "get_series_info", "&series_id=" + SERIES,
                "get_epg", "&stream_id=" + SharedHeadwater.TEST_CARD,
                "get_short_epg", "&stream_id=" + SharedHeadwater.TEST_CARD,
                "get_simple_data_table", "&stream_id=" + SharedHeadwater.TEST_CARD);
        for (String action : TypeCensus.actions()) {
            JsonNode answer = JSON.readTree(Http.get(line.base() + "/player_api.php?username=" + line.name()
                            + "&password=" + line.password() + "&action=" + action + wants.getOrDefault(action, ""))
                    .body());
            assertThat(TypeCensus.faults(action, answer)).as(action).isEmpty();
            if (!action.equals("get_epg")) { // which Jellyfin does not ask
                assertThat(JellyfinModel.read(action, answer)).as(action).isNotNull();
            }
        }
    }

    /** The validator of XMLTV's own tools insists on a DOCTYPE, which one player rejects: it gets a copy with one. */
    @Test
    void theGuideIsValidXmltv(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(VALIDATOR) && Files.exists(DTD),
                "there is no tv_validate_file (Debian: apt install xmltv-util)");
        Line line = headwater.line("xmltv", 1);
        String guide = Http.get(line.base() + "/xmltv.php?username=" + line.name() + "&password=" + line.password())
                .body();
        Path file = Files.writeString(
                folder.resolve("guide.xml"), guide.replaceFirst("<tv", "<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n<tv"));
        Process validator = new ProcessBuilder(VALIDATOR.toString(), "--dtd-file", DTD.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(validator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(validator.waitFor()).as(said).isZero();
    }

    private static JsonNode run(String check, Line line) throws Exception {
        return NodeModules.run(RUN, check, line.base(), line.name(), line.password());
    }
}
