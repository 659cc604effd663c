package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /ready} tells, and whom. */
abstract class ReadySuite extends HttpSuite {
    private final Fill fill = new Fill(headend);

    @Override
    void fill() {
        headend.front(new FrontDoor(null, TrustedProxies.of(List.of("127.0.0.2")), ViewerCountries.DEFAULT));
        fill.edge("here", 8081);
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
    void whatSmellsOfAProxyOrAPageIsToldNoParts(String header) {
        assertThat(send(local("/ready").with(header, "127.0.0.1")).text()).doesNotContain("edges");
    }

    @Test
    void readyTellsStrangersOnlyWhether() {
        assertThat(get("/ready").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(send(local("/ready")).text())
                .isEqualTo("{\"status\":\"UP\",\"parts\":[{\"name\":\"edges\",\"status\":\"UP\"},"
                        + "{\"name\":\"objects\",\"status\":\"UP\"}]}");
    }

    @Test
    void withoutAnEdgeItIsNotReadyAndStillAlive() {
        headend.edges().change("here", edge -> edge.withDrained(true));
        headend.clock().advance(Duration.ofSeconds(3));
        assertThat(get("/ready").status()).isEqualTo(503);
        assertThat(get("/ready").text()).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(send(local("/ready")).text()).contains("no edge is up and takes viewers");
        assertThat(get("/health").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    private static Ask local(String target) {
        return Ask.get(target).without("Host").with("Host", "localhost:8080");
    }
}
