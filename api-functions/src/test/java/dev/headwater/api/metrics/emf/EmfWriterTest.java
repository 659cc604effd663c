package dev.headwater.api.metrics.emf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.api.metrics.ImportMeters;
import dev.headwater.api.metrics.LoginMeters;
import dev.headwater.api.metrics.LoginMeters.Kind;
import dev.headwater.api.metrics.LoginMeters.Reason;
import dev.headwater.api.metrics.PlayMeters;
import dev.headwater.api.metrics.ProcessMeters;
import dev.headwater.core.TestClock;
import dev.headwater.core.playback.Answer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What CloudWatch finds in the log, against the format's specification. */
class EmfWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestClock clock = TestClock.fixed();
    private final List<String> lines = new ArrayList<>();
    private final EmfWriter writer = new EmfWriter(registry, "Headwater", lines::add, clock);

    @Test
    void aCounterIsWrittenByWhatItGrew() throws Exception {
        LoginMeters logins = new LoginMeters(registry);
        logins.refused(Kind.LINE, Reason.CREDENTIALS);
        logins.refused(Kind.LINE, Reason.CREDENTIALS);
        writer.write();
        JsonNode line = only();
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(line.at("/_aws/Timestamp").asLong())
                .isEqualTo(clock.instant().toEpochMilli());
        assertThat(directive.path("Namespace").asText()).isEqualTo("Headwater");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"kind\",\"reason\"]]");
        assertThat(directive.path("Metrics").toString())
                .isEqualTo("[{\"Name\":\"headwater_logins_refused_total\",\"Unit\":\"Count\"}]");
        assertThat(line.path("kind").asText()).isEqualTo("line");
        assertThat(line.path("headwater_logins_refused_total").asDouble()).isEqualTo(2);
        lines.clear();
        writer.write();
        assertThat(lines).isEmpty();
        logins.refused(Kind.LINE, Reason.CREDENTIALS);
        writer.write();
        assertThat(only().path("headwater_logins_refused_total").asDouble()).isEqualTo(1);
    }

    @Test
    void aGaugeIsWrittenEachTimeUnlessItIsNoNumber() throws Exception {
        Gauge.builder("a.known", () -> 0.5).baseUnit("seconds").register(registry);
        Gauge.builder("an.unknown", () -> Double.NaN).register(registry);
        writer.write();
        writer.write();
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"a_known_seconds\":0.5")
                        .contains("\"Unit\":\"Seconds\"")
                        .contains("\"Dimensions\":[[]]")
                        .doesNotContain("unknown"));
    }

    @Test
    void noLineHasMoreThanAHundredMetricsAndNoneIsLost() throws Exception {
        for (int i = 0; i < 250; i++) {
            int value = i;
            Gauge.builder("gauge." + i, () -> value).register(registry);
        }
        writer.write();
        Set<String> names = new HashSet<>();
        for (String line : lines) {
            JsonNode metrics = JSON.readTree(line).at("/_aws/CloudWatchMetrics/0/Metrics");
            assertThat(metrics.size()).isBetween(1, EmfWriter.MAX_METRICS);
            names.addAll(metrics.findValuesAsText("Name"));
            assertThat(line).doesNotContain("\n");
        }
        assertThat(names).hasSize(250);
    }

    @Test
    void everyNameIsAsOnThePrometheusPage() {
        new PlayMeters(registry, new LoginMeters(registry)).seen(new Answer.Redirect("edge-1", "http://edge/"));
        new ImportMeters(registry).ended("m3u", ImportMeters.Outcome.of("unconfirmed"));
        ProcessMeters.bindTo(registry);
        PrometheusNamingConvention prometheus = new PrometheusNamingConvention();
        assertThat(registry.getMeters()).hasSizeGreaterThan(10).allSatisfy(meter -> {
            Meter.Id id = meter.getId();
            // The page adds what the convention leaves out.
            String total = id.getType() == Meter.Type.COUNTER ? "_total" : "";
            assertThat(PrometheusNames.of(id))
                    .isEqualTo(prometheus.name(id.getName(), id.getType(), id.getBaseUnit()) + total);
        });
    }

    private JsonNode only() throws Exception {
        assertThat(lines).hasSize(1);
        JsonNode line = JSON.readTree(lines.getFirst());
        lines.clear();
        return line;
    }
}
