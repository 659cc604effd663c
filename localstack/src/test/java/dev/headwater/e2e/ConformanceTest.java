package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.HeadwaterProcess.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients and parsers nobody here wrote read everything the demo shows: without a complaint, and all of them the same. */
@ExtendWith(SharedHeadwater.class)
class ConformanceTest {
    private static final String RUN = "conformance/run.mjs";

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

    private static JsonNode run(String check, Line line) throws Exception {
        return NodeModules.run(RUN, check, line.base(), line.name(), line.password());
    }
}
