package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.takedown.Takedown;
import dev.headwater.core.takedown.Takedown.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /metrics} tells, and whom. */
abstract class MetricsSuite extends HttpSuite {
    private static final String SECRET = "s3cret-word";
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        headend.front(new FrontDoor(null, TrustedProxies.of(List.of("127.0.0.2")), ViewerCountries.DEFAULT));
        fill.line("ada", SECRET);
        channel = fill.channelOnAir("One").id();
        fill.edge("here", 8081);
    }

    @Test
    void whatIsPlayedIsCounted() {
        app.location(app.mediaPath(channel));
        get("/live/ada/wrong/" + channel + ".m3u8");
        get("/player_api.php?username=ada&password=wrong");
        assertThat(metrics())
                .contains("headwater_entries_total{form=\"hls\"} 1.0")
                .contains("headwater_playlist_refreshes_total 1.0")
                .contains("headwater_redirects_total{edge=\"here\"} 1.0")
                .contains("headwater_play_refusals_total{reason=\"bad_credentials\"} 1.0")
                .contains("headwater_logins_refused_total{kind=\"line\",reason=\"credentials\"} 2.0")
                .contains("headwater_logins_refused_total{kind=\"admin\",reason=\"credentials\"} 0.0")
                .contains("headwater_channels{state=\"on_air\"} 1.0")
                .contains("headwater_edges{state=\"up\"} 1.0")
                .doesNotContain("ada")
                .doesNotContain(SECRET)
                .doesNotContain("127.0.0.1");
    }

    @Test
    void aChannelThatIsTakenDownIsOffAndHasNotFailed() {
        headend.takedowns().order(Target.CHANNEL, channel, new Takedown.Order("not licensed", null, false), "ann");
        headend.clock().advance(Duration.ofMinutes(10));
        MeterRegistry registry = new SimpleMeterRegistry();
        headend.gauges(registry).sample();
        assertThat(channels(registry, "off")).isOne();
        assertThat(channels(registry, "failed")).isZero();
    }

    @Test
    void onlyThisMachineReadsThem() {
        Ask local = local("/metrics");
        assertThat(send(local).status()).isEqualTo(200);
        assertThat(send(local).header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(send(local.from(2).with("X-Forwarded-For", "192.0.2.7")).status())
                .isEqualTo(404);
        assertThat(send(Ask.get("/metrics")).status()).as("by a name of ours").isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "Forwarded",
                "Via",
                "CloudFront-Viewer-Address",
                "CF-Connecting-IP",
                "Origin"
            })
    void whatSmellsOfAProxyOrAPageReadsNothing(String header) {
        assertThat(send(local("/metrics").with(header, "127.0.0.1")).status()).isIn(403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1", "127.0.0.9:80", "[::1]:8080"})
    void anyLoopbackNameWillDo(String host) {
        assertThat(send(Ask.get("/metrics").without("Host").with("Host", host)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "127.0.0.1.example", "10.0.0.1", "tv.example", ""})
    void anyOtherNameWillNot(String host) {
        assertThat(send(Ask.get("/metrics").without("Host").with("Host", host)).status())
                .isNotEqualTo(200);
    }

    private static double channels(MeterRegistry registry, String state) {
        return registry.get("headwater.channels").tag("state", state).gauge().value();
    }

    private String metrics() {
        return send(local("/metrics")).text();
    }

    private static Ask local(String target) {
        return Ask.get(target).without("Host").with("Host", "localhost:8080");
    }
}
