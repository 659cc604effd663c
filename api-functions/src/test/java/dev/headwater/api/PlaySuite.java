package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from an entry to a segment, for one who may watch. */
abstract class PlaySuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private int line;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
        fill.edge("edge-1", 8081);
    }

    @Test
    void anEntryLeadsToTheSegments() {
        Reply entry = app.enter(channel);
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.header("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        assertThat(entry.uris()).hasSize(2).allMatch(uri -> uri.matches("/play/[\\w-]{64}/(720|360)p/index\\.m3u8"));
        Reply media = app.get(entry.uris().getLast());
        assertThat(media.status()).isEqualTo(200);
        assertThat(media.header("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        assertThat(media.uris()).hasSize(6).allMatch(uri -> uri.matches("[0-9a-f-]+\\.ts"));
        Reply segment = app.get(app.segmentPaths(entry.uris().getLast()).getFirst());
        assertThat(segment.status()).isEqualTo(302);
        assertThat(segment.body()).isEmpty();
        String name = media.uris().getFirst();
        assertThat(segment.header("Location").orElseThrow())
                .startsWith(
                        "http://tv.example:8081/hls/" + channel + "/360p/" + name.substring(0, 10) + "/" + name + "?");
    }

    @Test
    void nothingOnTheWayIsKeptOrClosedToOtherPages() {
        String media = app.mediaPath(channel);
        for (String path : List.of(
                "/live/ada/s3cret-word/" + channel + ".m3u8",
                media,
                app.segmentPaths(media).getFirst())) {
            for (String method : List.of("GET", "HEAD")) {
                Reply reply = app.send(Ask.of(method, path));
                assertThat(reply.header("Cache-Control")).hasValue("no-store");
                assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
            }
        }
    }

    @Test
    void aPlayerMayAskForNothingButItsMediaTypes() {
        for (String accept : List.of("application/vnd.apple.mpegurl", "video/*", "audio/x-mpegurl, text/plain")) {
            String media = app.send(Ask.get("/live/ada/s3cret-word/" + channel + ".m3u8")
                            .with("Accept", accept))
                    .uris()
                    .getFirst();
            assertThat(app.send(Ask.get(media).with("Accept", accept)).status()).isEqualTo(200);
            String segment = app.segmentPaths(media).getFirst();
            assertThat(app.send(Ask.get(segment).with("Accept", accept)).status())
                    .isEqualTo(302);
        }
    }

    @Test
    void lookingCostsNoConnection() {
        String media = app.mediaPath(channel);
        app.send(Ask.of("HEAD", "/live/ada/s3cret-word/" + channel + ".m3u8"));
        Reply head = app.send(Ask.of("HEAD", media));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(app.send(Ask.of("OPTIONS", media)).status()).isEqualTo(204);
        String name = headend.windows()
                .find(channel)
                .orElseThrow()
                .segments()
                .getLast()
                .name();
        Reply segment = app.send(Ask.of("HEAD", media.replace("index.m3u8", name + ".ts")));
        assertThat(segment.status()).isEqualTo(302);
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).isEmpty();
        Reply whole = app.get(media);
        assertThat(head.header("Content-Length")).contains(Integer.toString(whole.body().length));
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).hasSize(1);
    }

    @Test
    void aRedirectFollowsTheHostTheViewerCameBy() {
        String path = app.segmentPaths(app.mediaPath(channel)).getFirst();
        for (String host : List.of("192.0.2.7", "[2001:db8::1]", "[::1]", "other.example")) {
            for (String port : List.of("", ":9000")) {
                String location = app.send(Ask.get(path).toHost(host + port))
                        .header("Location")
                        .orElseThrow();
                assertThat(location).startsWith("http://" + host + ":8081/hls/" + channel + "/");
                SignedUrl url = SignedUrl.verify(location, headend.signingKeys().publicKeys());
                assertThat(url.resource()).isEqualTo("http://" + host + ":8081/hls/" + channel + "/*");
                assertThat(url.opensAt(headend.clock().instant())).isTrue();
            }
        }
    }

    @Test
    void anEdgeOfItsOwnHostKeepsIt() {
        headend.edges().change("edge-1", edge -> edge.withDrained(true));
        fill.edge("far", "edge.example", 80);
        assertThat(app.location(app.mediaPath(channel))).startsWith("http://edge.example/hls/");
    }

    @Test
    void aDrainedEdgeIsNamedInNoRedirect() {
        fill.edge("edge-2", 8082);
        String media = app.mediaPath(channel);
        for (String drained : List.of("edge-1", "edge-2", "edge-1")) {
            headend.edges().change("edge-1", edge -> edge.withDrained(false));
            headend.edges().change("edge-2", edge -> edge.withDrained(false));
            headend.edges().change(drained, edge -> edge.withDrained(true));
            assertThat(app.location(media))
                    .startsWith("http://tv.example:" + (drained.equals("edge-1") ? 8082 : 8081) + "/");
        }
        headend.edges().change("edge-2", edge -> edge.withDrained(true));
        Reply none = app.get(app.segmentPaths(media).getFirst());
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isPositive();
    }

    @Test
    void aNewSegmentIsListedWithinAQuarterOfItsDuration() {
        String media = app.mediaPath(channel);
        List<String> before = app.get(media).uris();
        headend.clock().advance(Duration.ofSeconds(2));
        fill.onAir(channel, List.of(Fill.HIGH, Fill.LOW), 6);
        assertThat(app.get(media).uris()).isNotEqualTo(before);
    }
}
