package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every pipeline makes keeps every rule of HLS and of ours: {@code check-stream} finds nothing. */
@Tag("alone")
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedHeadwater.class)
class CheckStreamTest {
    private final HeadwaterProcess headwater;

    CheckStreamTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @ParameterizedTest
    @CsvSource({
        "a ladder,live,1.m3u8,live,2",
        "what is copied,live,2.m3u8,live,1",
        "a film,movie,3.m3u8,recorded,1",
        "an episode,series,5.m3u8,recorded,1",
        "a ladder's endless stream,live,1.ts,transport stream,1",
        "the endless stream of what is copied,live,2.ts,transport stream,1"
    })
    void nothingIsBroken(String what, String folder, String file, String kind, int playlists) throws Exception {
        HeadwaterProcess.Line line = headwater.line("check-" + file.replace('.', '-'), 1);
        String url = line.base() + "/" + folder + "/" + line.name() + "/" + line.password() + "/" + file;
        Outcome ended = new ThisCommandLine(Map.of()).run("check-stream", url);
        assertThat(ended.exitCode())
                .as("%s: %s%s", what, ended.out(), ended.err())
                .isZero();
        assertThat(ended.out())
                .startsWith("A " + kind)
                .contains("of " + playlists + " playlist", "Nothing is broken.")
                .doesNotContain(line.password());
    }

    @Test
    void jsonHasEveryRuleWithItsResult() throws Exception {
        HeadwaterProcess.Line line = headwater.line("check-json", 1);
        JsonNode report = new ThisCommandLine(Map.of()).json("check-stream", line.channel(1), "--for", "2");
        assertThat(report.path("rules").size()).isGreaterThan(20);
        assertThat(report.path("rules").path(0).path("result").asText()).isEqualTo("ok");
        assertThat(report.path("ok").asBoolean()).isTrue();
    }

    @Test
    void whatCanNotBeHadIsOneClearLine() {
        Outcome ended =
                new ThisCommandLine(Map.of()).run("check-stream", headwater.base() + "/live/nobody/wrong-word/1.m3u8");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err())
                .contains("headwater: the source answered 401: wrong user name or password")
                .doesNotContain("wrong-word");
    }
}
