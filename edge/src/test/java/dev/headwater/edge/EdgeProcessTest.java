package dev.headwater.edge;

import static dev.headwater.edge.EdgeFixture.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.testing.FreePort;
import dev.headwater.edge.origin.OriginConfig;
import dev.headwater.edge.origin.StubOrigin;
import dev.headwater.edge.origin.StubOrigin.Fault;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edge and its origin, each on a port of its own. */
@Timeout(120)
class EdgeProcessTest {
    private static final String OTHER = SEGMENT.replace("ab.ts", "ac.ts");
    private static final String MOVIE = "/hls/2/file/movie.mp4";

    private final TestClock clock = new TestClock();
    private final SigningKey key = SigningKey.generate();
    private final byte[] segment = EdgeFixture.bytes(100_000);
    private final byte[] movie = EdgeFixture.bytes(2_000_000);
    private final HttpClient client = HttpClient.newHttpClient();
    private StubOrigin origin;
    private EdgeProcess edge;

    @BeforeEach
    void start() throws IOException {
        // None that the system would give to another's connection while the origin is down.
        origin = new StubOrigin(FreePort.find());
        fill(origin);
        edge = EdgeProcess.start(EdgeFixture.config(), config(StubOrigin.TOKEN), clock);
    }

    private void fill(StubOrigin stub) {
        stub.keys(Map.of(key.id(), key.publicKey()));
        stub.put(SEGMENT.substring(1), segment);
        stub.put(OTHER.substring(1), segment);
        stub.put(MOVIE.substring(1), movie);
    }

    private OriginConfig config(String token) {
        return OriginConfig.of(origin.address(), token)
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20))
                .withKeysEvery(Duration.ofMillis(20));
    }

    @AfterEach
    void stop() {
        client.close();
        edge.close();
        origin.close();
        assertThat(Leaks.found()).isEmpty();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        int stream = Integer.parseInt(path.split("/", -1)[2]);
        String query = new StreamSignatures(new UrlSigner(key)).query(edge.address(), stream, clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(edge.address() + path + "?" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> health() throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(edge.address() + "/health")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private void awaitReady() {
        await(() -> edge.isReady());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void servesWhatTheOriginHasAndReadsASegmentOnce() throws Exception {
        awaitReady();
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = get(SEGMENT);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(segment);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("video/mp2t");
        }
        assertThat(origin.objectReads).hasValue(1);
        assertThat(get("/hls/1/none.ts").statusCode()).isEqualTo(404);
    }

    @Test
    void streamsWhatIsTooLargeForItsMemory() throws Exception {
        awaitReady();
        assertThat(get(MOVIE).body()).isEqualTo(movie);
        HttpResponse<byte[]> part = get(MOVIE, "Range", "bytes=500000-1999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(movie, 500_000, 2_000_000));
    }

    @Test
    void anOriginThatIsDownLeavesWhatIsCachedPlaying() throws Exception {
        awaitReady();
        assertThat(get(SEGMENT).statusCode()).isEqualTo(200);
        int port = origin.address().getPort();
        origin.close();
        assertThat(get(SEGMENT).body()).isEqualTo(segment);
        assertThat(get(OTHER).statusCode()).isEqualTo(502);
        assertThat(health().statusCode()).isEqualTo(200);
        origin = new StubOrigin(port);
        fill(origin);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(OTHER).body()).isEqualTo(segment);
    }

    @Test
    void anOriginThatHangsHoldsNothingUpButWhatItHas() throws Exception {
        edge.close();
        OriginConfig hasty = config(StubOrigin.TOKEN).withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3));
        edge = EdgeProcess.start(EdgeFixture.config(), hasty, clock);
        awaitReady();
        assertThat(get(SEGMENT).statusCode()).isEqualTo(200);
        origin.fault(Fault.SILENT);
        CompletableFuture<HttpResponse<byte[]>> hanging = CompletableFuture.supplyAsync(() -> {
            try {
                return get(OTHER);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(get(SEGMENT).body()).isEqualTo(segment);
        assertThat(health().statusCode()).isEqualTo(200);
        assertThat(hanging.join().statusCode()).isEqualTo(502);
    }

    @Test
    void aWrongTokenKeepsItStarting() throws Exception {
        edge.close();
        edge = EdgeProcess.start(EdgeFixture.config(), config("another-token"), clock);
        // Who asks a second time has seen the first answer.
        await(() -> origin.refusals.get() >= 2);
        HttpResponse<byte[]> health = health();
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(new String(health.body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"STARTING\"}");
        assertThat(get(SEGMENT).statusCode()).isEqualTo(503);
        assertThat(edge.isReady()).isFalse();
    }

    @Test
    void waitsForAnOriginThatStartsLater() throws Exception {
        edge.close();
        origin.fault(Fault.ERROR);
        edge = EdgeProcess.start(EdgeFixture.config(), config(StubOrigin.TOKEN), clock);
        assertThat(health().statusCode()).isEqualTo(503);
        origin.fault(Fault.NONE);
        awaitReady();
        assertThat(get(SEGMENT).body()).isEqualTo(segment);
    }

    @Test
    void aTakenPortIsSaid() {
        EdgeConfig taken = EdgeConfig.of("127.0.0.1", edge.port());
        assertThatThrownBy(() -> EdgeProcess.start(taken, config(StubOrigin.TOKEN), clock))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("port " + edge.port());
    }

    @Test
    void aTakenPortLeavesNoThreadBehind() {
        Set<Thread> before = eventLoops();
        EdgeConfig taken = EdgeConfig.of("127.0.0.1", edge.port());
        assertThatThrownBy(() -> EdgeProcess.start(taken, config(StubOrigin.TOKEN), clock))
                .isInstanceOf(BindException.class);
        await(() -> before.containsAll(eventLoops()));
    }

    private static Set<Thread> eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("edge-"))
                .collect(Collectors.toSet());
    }
}
