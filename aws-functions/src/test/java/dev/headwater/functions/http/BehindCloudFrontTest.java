package dev.headwater.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BehindCloudFrontTest {
    private static final String SECRET = "correct horse";
    private final Gate gate = BehindCloudFront.showing(() -> Set.of(SECRET, "the one before"));

    @Test
    void onlyWhatShowsASecretPasses() {
        assertThat(gate.pass(event(Map.of("x-headwater-origin", SECRET)), "1")).isPresent();
        assertThat(gate.pass(event(Map.of("X-Headwater-Origin", "the one before")), "1"))
                .isPresent();
        for (String wrong :
                List.of("", "correct", SECRET + " ", SECRET.toUpperCase(Locale.ROOT), SECRET + "," + SECRET)) {
            assertThat(gate.pass(event(Map.of("x-headwater-origin", wrong)), "1"))
                    .as(wrong)
                    .isEmpty();
        }
        assertThat(gate.pass(event(Map.of()), "1")).isEmpty();
    }

    @Test
    void withoutASecretNothingPasses() {
        assertThat(BehindCloudFront.showing(Set::of).pass(event(Map.of("x-headwater-origin", "")), "1"))
                .isEmpty();
        assertThat(BehindCloudFront.showing(() -> Set.of("")).pass(event(Map.of("x-headwater-origin", "")), "1"))
                .isEmpty();
    }

    @Test
    void theViewerIsWhoTheDistributionSays() {
        HttpEvent seen = pass(Map.of(
                "host", "abc.execute-api.eu-central-1.amazonaws.com",
                "x-headwater-host", "tv.example:8080",
                "cloudfront-viewer-address", "192.0.2.7:1234",
                "x-forwarded-for", "6.6.6.6, 130.176.1.1",
                "x-forwarded-proto", "https",
                "x-forwarded-host", "evil.example",
                "x-real-ip", "6.6.6.6",
                "forwarded", "for=6.6.6.6",
                "x-request-id", "made-up"));
        assertThat(seen.headers())
                .containsEntry("Host", "tv.example:8080")
                .containsEntry("CloudFront-Viewer-Address", "192.0.2.7:1234")
                .containsEntry("X-Request-Id", "id-of-lambda");
        assertThat(seen.headers().keySet())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("host", "cloudfront-viewer-address", "x-request-id");
    }

    @Test
    void thePathIsAsItWasSent() {
        assertThat(pass(Map.of("x-headwater-path", "/live/a%2Fb/c%3Fd/1.m3u8")).target())
                .isEqualTo("/live/a%2Fb/c%3Fd/1.m3u8?x=%20y");
        assertThat(pass(Map.of()).target()).isEqualTo("/live/a/b/c?x=%20y");
        assertThat(pass(Map.of("x-headwater-path", "https://evil.example/")).target())
                .isEqualTo("/live/a/b/c?x=%20y");
    }

    private HttpEvent pass(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(BehindCloudFront.SECRET, SECRET);
        Optional<HttpEvent> passed = gate.pass(event(all), "id-of-lambda");
        return passed.orElseThrow();
    }

    private static HttpEvent event(Map<String, String> headers) {
        return new HttpEvent("GET", "/live/a/b/c?x=%20y", headers, new byte[0], HttpEvent.NOBODY);
    }
}
