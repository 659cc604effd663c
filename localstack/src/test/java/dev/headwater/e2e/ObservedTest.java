package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that plays says of itself: its metrics, whether it is ready, its log. */
class ObservedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "canary-" + "Xq7vR2mK9";
    private static final Path PAGE = Path.of("..", "docs", "3-how-it-works", "metrics.md");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern SERVED = Pattern.compile("(?m)^# TYPE ([a-z_]+) ");

    @TempDir
    private Path folder;

    @Test
    void metricsMoveLogsAreJsonAndNothingTellsASecret() throws Exception {
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo", "--log", "json")) {
            String id = headwater
                    .command("channel", "add", "One", "--source", "testcard:", "--ladder", "tiny")
                    .path("id")
                    .asText();
            headwater.command("line", "add", "ada", "--password", CANARY);
            headwater.command(
                    "channel",
                    "add",
                    "Broken",
                    "--source",
                    "http://ada:" + CANARY + "@127.0.0.1:9/x.ts",
                    "--allow-private");
            Eventually.withinSeconds(60)
                    .until(
                            "the channel is on air",
                            () -> headwater
                                    .command("channel", "show", id)
                                    .path("state")
                                    .asText()
                                    .equals("on_air"));
            Http.signedSegment(headwater.base() + "/live/ada/" + CANARY + "/" + id + ".m3u8");
            Http.get(headwater.uri("/player_api.php?username=ada&password=wrong-" + CANARY));
            Path list = Files.writeString(folder.resolve("lines.csv"), "username,password\nbob," + CANARY + "\n");
            headwater.command("import", "lines", list.toString());
            String page = metrics(headwater);
            assertThat(page).contains("headwater_imports_total{kind=\"lines\",outcome=\"done\"} 1.0");
            assertThat(sum(page, "headwater_entries_total")).isEqualTo(1);
            assertThat(sum(page, "headwater_playlist_refreshes_total")).isPositive();
            assertThat(sum(page, "headwater_redirects_total")).isEqualTo(1);
            assertThat(sum(page, "headwater_logins_refused_total")).isEqualTo(1);
            Eventually.withinSeconds(30).until("gauges follow", () -> {
                String now = metrics(headwater);
                return now.contains("headwater_channels{state=\"on_air\"} 1.0")
                        && now.contains("headwater_edges{state=\"up\"} 2.0");
            });
            assertThat(names(SERVED, page)).isEqualTo(names(DOCUMENTED, Files.readString(PAGE)));
            assertThat(page).doesNotContain(CANARY).doesNotContain("ada");
            assertReady(headwater);
            assertLog(headwater.output());
        }
    }

    private static void assertReady(HeadwaterProcess headwater) throws Exception {
        HttpResponse<String> ready = Http.get(headwater.uri("/ready"));
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(ready.body()).findValuesAsText("name"))
                .isEqualTo(List.of("tables", "objects", "edges", "publisher", "worker"));
        assertThat(ready.headers().firstValue("X-Request-Id")).isPresent();
    }

    private static void assertLog(String output) throws Exception {
        assertThat(output).doesNotContain(CANARY);
        List<String> lines = output.lines().filter(line -> line.startsWith("{")).toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode said = JSON.readTree(line);
            assertThat(said.hasNonNull("timestamp") && said.hasNonNull("level") && said.hasNonNull("formattedMessage"))
                    .as(line)
                    .isTrue();
        }
        assertThat(output.lines()).noneMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*"));
    }

    private static String metrics(HeadwaterProcess headwater) {
        HttpResponse<String> page = Http.get(URI.create(headwater.base() + "/metrics"));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static double sum(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return new TreeSet<>(pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
    }
}
