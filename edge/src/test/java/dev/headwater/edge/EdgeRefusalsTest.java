package dev.headwater.edge;

import static dev.headwater.edge.EdgeFixture.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.signing.CustomPolicy;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.edge.RawClient.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody gets, said over sockets: the JDK's client would tidy up half of these requests. */
class EdgeRefusalsTest {
    private static EdgeFixture edge;

    @BeforeAll
    static void start() throws IOException {
        edge = new EdgeFixture();
        edge.store.put("hls/10/720p/a.ts", EdgeFixture.bytes(10), ObjectMeta.segment());
        edge.store.put("secret", EdgeFixture.bytes(10), ObjectMeta.segment());
    }

    @AfterAll
    static void stop() {
        edge.close();
        assertThat(Leaks.found()).isEmpty();
    }

    private static Response get(String target) throws IOException {
        return get(target, edge.host());
    }

    private static Response get(String target, String host) throws IOException {
        try (RawClient client = edge.raw()) {
            return client.request("GET", target, host).read();
        }
    }

    private static void assertForbidden(Response response) {
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Content-Type")).startsWith("text/plain");
        assertThat(response.text().lines()).hasSize(1);
    }

    private static String stream1() {
        return edge.query(edge.origin() + "/hls/1/*");
    }

    @Test
    void theControlCaseIsServed() throws Exception {
        assertThat(get(SEGMENT + "?" + stream1()).body()).isEqualTo(edge.segment);
        assertThat(get("/hls/10/720p/a.ts?" + edge.query(edge.origin() + "/hls/10/*"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noSignature() throws Exception {
        assertForbidden(get(SEGMENT));
        assertForbidden(get(SEGMENT + "?"));
        assertForbidden(get(SEGMENT + "?" + stream1().replaceFirst("&Key-Pair-Id=.*", "")));
    }

    @Test
    void unknownKey() throws Exception {
        UrlSigner stranger = new UrlSigner(SigningKey.generate());
        CustomPolicy policy = new CustomPolicy(
                edge.origin() + "/hls/1/*", TestClock.START.minusSeconds(60), TestClock.START.plusSeconds(60));
        assertForbidden(get(SEGMENT + "?" + stranger.query(policy)));
        // Signed by a stranger in the name of a key that is known.
        assertForbidden(get(
                SEGMENT + "?" + stranger.query(policy).replaceFirst("Key-Pair-Id=.*", "Key-Pair-Id=" + edge.key.id())));
    }

    @Test
    void expiredAndNotYetValid() throws Exception {
        Instant now = TestClock.START;
        String resource = edge.origin() + "/hls/1/*";
        assertForbidden(get(SEGMENT + "?"
                + edge.signer.query(new CustomPolicy(resource, now.minusSeconds(90), now.minusSeconds(30)))));
        assertForbidden(get(SEGMENT + "?"
                + edge.signer.query(new CustomPolicy(resource, now.plusSeconds(30), now.plusSeconds(90)))));
    }

    @Test
    void expiryBitesThoughSignatureAndObjectAreCached() throws Exception {
        try (EdgeFixture other = new EdgeFixture()) {
            String url = other.signed(SEGMENT);
            assertThat(other.get(url).statusCode()).isEqualTo(200);
            // Signed at 12:00:30 for the minute of 12:00, for 120 s.
            other.clock.advance(Duration.ofMillis(89_999));
            assertThat(other.get(url).statusCode()).isEqualTo(200);
            other.clock.advance(Duration.ofMillis(1));
            assertThat(other.get(url).statusCode()).isEqualTo(403);
            assertThat(other.store.reads).hasValue(1);
        }
    }

    @Test
    void anotherStream() throws Exception {
        assertForbidden(get("/hls/10/720p/a.ts?" + stream1()));
        assertForbidden(get("/hls/2/720p/a.ts?" + stream1()));
        assertForbidden(get(SEGMENT + "?" + edge.query(edge.origin() + "/hls/10/*")));
    }

    @Test
    void anotherHost() throws Exception {
        assertForbidden(get(SEGMENT + "?" + stream1(), "localhost:" + edge.server.port()));
        assertForbidden(get(SEGMENT + "?" + stream1(), "127.0.0.1"));
        assertForbidden(get(SEGMENT + "?" + edge.query("http://other.example/hls/1/*")));
        assertThat(get(SEGMENT + "?" + edge.query("http://other.example/hls/1/*"), "other.example")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPathSmuggledThroughTheQuery() throws Exception {
        assertForbidden(get("/hls/10/720p/a.ts?q=/hls/1/&" + stream1()));
        assertForbidden(get("/hls/10/720p/a.ts?q=" + edge.origin() + "/hls/1/&" + stream1()));
        for (String resource : new String[] {
            "*", "http://*", edge.origin() + "*", "http://127.0.0.1*", edge.origin() + "/hls/10/720p/a.ts/*"
        }) {
            assertForbidden(get("/hls/10/720p/a.ts?q=/hls/1/&" + edge.query(resource)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls/1/../10/720p/a.ts",
                "/hls/1/%2e%2e/10/720p/a.ts",
                "/hls/1/%2e%2e%2f10/720p/a.ts",
                "/hls/1/..%2f10/720p/a.ts",
                "/hls/1/..\\10\\720p\\a.ts",
                "/hls/1/..%5c10/720p/a.ts",
                "/hls/1/../../secret",
                "/hls/1/./720p/a.ts",
                "/hls//1/720p/a.ts",
                "/hls/1//720p/a.ts",
                "/hls/1/720p/a.ts/",
                "/hls/1/720p/%61.ts",
                "/hls/1/%00",
                "/hls/1/a;b",
                "/hls/1/a#b",
                "/hls/1/é",
                "/hls/1/",
                "/hls/",
            })
    void pathsThatAreNoKeys(String path) throws Exception {
        int reads = edge.store.reads.get();
        assertForbidden(get(path + "?" + stream1()));
        assertForbidden(get(path + "?" + edge.query(edge.origin() + "/*")));
        assertThat(edge.store.reads).hasValue(reads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls", "/hls/../secret", "/secret", "//hls/1/a", "/", "/HLS/1/a", "/hls/1", "/healthy"})
    void nothingElsewhere(String path) throws Exception {
        int status = get(path + "?" + edge.query(edge.origin() + "/*")).status();
        assertThat(status).isIn(403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a@b", "a,b", "a?b", "ä", "a\"b", "a%2fb", "a*b"})
    void hostsThatAreNone(String host) throws Exception {
        Response response = get(SEGMENT + "?" + stream1(), host);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void noHostOrTwo() throws Exception {
        try (RawClient client = edge.raw()) {
            assertThat(client.send("GET " + SEGMENT + " HTTP/1.1\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(400);
            assertThat(client.request("GET", SEGMENT + "?" + stream1(), edge.host(), "Host: " + edge.host())
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aChangedCharacterAtEveryPosition() throws Exception {
        String query = stream1();
        try (RawClient client = edge.raw()) {
            for (int at = 0; at < query.length(); at++) {
                char other = query.charAt(at) == 'A' ? 'B' : 'A';
                String changed = query.substring(0, at) + other + query.substring(at + 1);
                assertForbidden(client.request("GET", SEGMENT + "?" + changed, edge.host())
                        .read());
            }
            assertThat(client.request("GET", SEGMENT + "?" + query, edge.host())
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void headAndRangesAreNoWayAround() throws Exception {
        try (RawClient client = edge.raw()) {
            assertThat(client.request("HEAD", SEGMENT, edge.host()).read(false).status())
                    .isEqualTo(403);
            assertForbidden(client.request("GET", SEGMENT, edge.host(), "Range: bytes=0-1", "If-None-Match: *")
                    .read());
        }
    }
}
