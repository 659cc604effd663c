package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Benchmarks run to their end and say something; how much is no matter of a test. */
class BenchTest {
    private static final String SHORT = " --seconds 1 --warmup 0 --connections 2";

    @Test
    void theyAreListed() throws Exception {
        Outcome help = HeadwaterProcess.run("bench", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("playback", "edge", "ts", "zap");
    }

    @Test
    void aWrongCallIsOneClearLine() throws Exception {
        Outcome ended = HeadwaterProcess.run("bench", "playback", "--lines", "0");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err().lines()).singleElement().asString().contains("--lines is 1 or more");
    }

    @Test
    void aSmallRunOfPlaybacksEndsWithATable() throws Exception {
        assumeTrue(isInstalled("wrk"), "wrk is not installed");
        Outcome ended = HeadwaterProcess.run(("bench playback --channels 2 --lines 2" + SHORT).split(" ", -1));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("| playlists", "| segments", "requests per second", "aim ≥ 5,000");
    }

    @Test
    void aSmallRunOfStreamsEndsWithFigures() throws Exception {
        Outcome ended = HeadwaterProcess.run(("bench ts --viewers 3 --mbit 1 --json" + SHORT).split(" ", -1));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(ended.out()).path("rows");
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.path("lost").asInt(-1)).isZero());
    }

    @Test
    void aSmallRunOfChannelsEndsWithRatios() throws Exception {
        Outcome ended = HeadwaterProcess.run(
                ("bench ingest --runs 1 --media 2 --copied 60 --channels 1 --json" + SHORT).split(" ", -1));
        assumeFalse(ended.err().contains("apt install"), ended.err());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out()).path("rows"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("ratio").asDouble()).isPositive());
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
