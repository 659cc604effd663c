package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short drill, to its end. */
@Tag("alone")
class DrillTest {
    @TempDir
    private Path folder;

    @Test
    void channelsComeBackAndNothingThatHoldsForEverBreaks() throws Exception {
        Path report = folder.resolve("drill.md");
        // This seed's first two kills: a channel's process, and a primary.
        Outcome ended = new ThisCommandLine(Map.of())
                .run("drill", "--kills", "2", "--seed", "11", "--report", report.toString(), "--json");
        assumeFalse(ended.err().contains("apt install"), ended.err());
        assertThat(ended.exitCode()).as(ended.err() + ended.out()).isZero();
        JsonNode found = new ObjectMapper().readTree(ended.out());
        assertThat(found.path("kills").asInt()).isEqualTo(2);
        assertThat(found.path("broken")).isEmpty();
        assertThat(Files.readString(report)).startsWith("2 kills, seed 11.").contains("Every channel came back.");
    }
}
