package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** URLs that no app makes. */
abstract class HostileUrlsSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        channel = fill.channelOnAir("One").id();
    }

    @Test
    void longUrlsAreRefusedAndServedOn() {
        for (int length : List.of(1_000, 10_000, 15_000, 20_000, 60_000)) {
            String x = "x".repeat(length);
            for (String target : List.of(
                    "/live/ada/" + x + "/" + channel + ".m3u8",
                    "/live/" + x + "/y/" + channel + ".m3u8",
                    "/live/a/b/" + x,
                    "/live/a/b/" + "1".repeat(length) + ".m3u8",
                    "/play/" + x + "/720p/index.m3u8",
                    "/play/t/" + x + "/index.m3u8",
                    "/play/t/720p/" + x + ".ts",
                    "/" + x,
                    "/" + "%41".repeat(length / 3),
                    "/play/" + "/".repeat(length))) {
                assertThat(app.get(target).status())
                        .as("%s… of %s", target.substring(0, 12), length)
                        .isBetween(400, 499);
            }
        }
        assertThat(app.enter(channel).status()).isEqualTo(200);
    }

    @Test
    void pathsNobodyMaySpellAreRefused() {
        for (String target : List.of(
                "/live/ada/%zz/1.m3u8",
                "/live/ada/%/1.m3u8",
                "/live/../ada/s3cret-word/1.m3u8",
                "/live//s3cret-word/1.m3u8",
                "/live/ada/%00/1.m3u8",
                "/live/ada/s3cret-word/%31.m3u8",
                "/live/ada/%ff%fe/1.m3u8",
                "/live/%2e%2e/%2e%2e/1.m3u8",
                "/play/%zz/720p/index.m3u8",
                "/play/../../etc/passwd",
                "/play/a/b/c/d/e",
                "/play/",
                "/live/",
                "//",
                "/%")) {
            assertThat(app.get(target).status()).as(target).isBetween(400, 499);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO")) {
            assertThat(app.send(Ask.of(method, "/live/ada/s3cret-word/1.m3u8")).status())
                    .as(method)
                    .isEqualTo(405);
        }
    }
}
