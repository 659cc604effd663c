package dev.headwater.edge;

import static dev.headwater.edge.EdgeFixture.SEGMENT;
import static dev.headwater.edge.EdgeFixture.SEGMENT_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client with a good signature gets. */
class EdgeDeliveryTest {
    private static final String LARGE = "/hls/2/file/movie.mp4";
    private static final int LARGE_BYTES = 3_000_000;

    private EdgeFixture edge;

    @BeforeEach
    void start() throws IOException {
        edge = new EdgeFixture();
    }

    @AfterEach
    void stop() {
        edge.close();
        assertThat(edge.store.open).hasValue(0);
        assertThat(Leaks.found()).isEmpty();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aSegmentWithItsHeaders() throws Exception {
        HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(edge.segment);
        assertThat(header(response, "Content-Type")).isEqualTo("video/mp2t");
        assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(response, "ETag")).isEqualTo(edge.store.etag(SEGMENT.substring(1)));
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(response, "Access-Control-Expose-Headers")).isEqualTo("Content-Length, Content-Range, ETag");
        assertThat(header(response, "Date")).isEqualTo("Fri, 06 Mar 2026 12:00:30 GMT");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void headTellsTheSameWithoutABody() throws Exception {
        edge.store.put(LARGE.substring(1), EdgeFixture.bytes(LARGE_BYTES), ObjectMeta.segment());
        for (String path : List.of(SEGMENT, LARGE)) {
            HttpResponse<byte[]> get = edge.get(edge.signed(path));
            HttpResponse<byte[]> head = edge.send("HEAD", edge.signed(path), "Range", "bytes=0-9");
            assertThat(head.headers().map()).isEqualTo(get.headers().map());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void encodingTypeAndSilenceComeFromTheStore() throws Exception {
        edge.store.put("hls/1/list", EdgeFixture.bytes(10), new ObjectMeta("application/xml", null, "gzip"));
        HttpResponse<byte[]> response = edge.get(edge.signed("/hls/1/list"));
        assertThat(header(response, "Content-Type")).isEqualTo("application/xml");
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(response.headers().firstValue("Cache-Control")).isEmpty();
    }

    @Test
    void anEmptyObject() throws Exception {
        edge.store.put("hls/1/empty", new byte[0], ObjectMeta.segment());
        HttpResponse<byte[]> response = edge.get(edge.signed("/hls/1/empty"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("0");
        assertThat(edge.get(edge.signed("/hls/1/empty"), "Range", "bytes=0-").statusCode())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=10-19,10,10",
        "bytes=99990-,99990,10",
        "bytes=-5,99995,5",
        "bytes=5-999999,5,99995"
    })
    void aRange(String range, int offset, int length) throws Exception {
        HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT), "Range", range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(edge.segment, offset, offset + length));
        assertThat(header(response, "Content-Range"))
                .isEqualTo("bytes " + offset + "-" + (offset + length - 1) + "/" + SEGMENT_BYTES);
        assertThat(header(response, "Cache-Control")).isEqualTo(ObjectMeta.IMMUTABLE);
    }

    @Test
    void aRangeThatCanNotBe() throws Exception {
        HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT), "Range", "bytes=100000-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */100000");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=9-1", "chunks=1-2", "nonsense"})
    void otherRangesAreIgnored(String range) throws Exception {
        HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT), "Range", range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(edge.segment);
    }

    @Test
    void ifRange() throws Exception {
        String etag = edge.store.etag(SEGMENT.substring(1));
        assertThat(edge.get(edge.signed(SEGMENT), "Range", "bytes=0-9", "If-Range", etag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(edge.get(edge.signed(SEGMENT), "Range", "bytes=0-9", "If-Range", "\"old\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ifNoneMatch() throws Exception {
        String etag = edge.store.etag(SEGMENT.substring(1));
        for (String tags : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT), "If-None-Match", tags, "Range", "bytes=0-9");
            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isEqualTo(etag);
            assertThat(header(response, "Cache-Control")).isEqualTo(ObjectMeta.IMMUTABLE);
            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        }
        assertThat(edge.get(edge.signed(SEGMENT), "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLargeObjectIsStreamed(boolean files, @TempDir Path folder) throws Exception {
        if (files) {
            edge.store.useFiles(folder);
        }
        byte[] movie = EdgeFixture.bytes(LARGE_BYTES);
        edge.store.put(LARGE.substring(1), movie, new ObjectMeta("video/mp4", null, null));
        assertThat(edge.get(edge.signed(LARGE)).body()).isEqualTo(movie);
        HttpResponse<byte[]> part = edge.get(edge.signed(LARGE), "Range", "bytes=1000000-2999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(movie, 1_000_000, LARGE_BYTES));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 1000000-2999999/3000000");
        assertThat(edge.get(edge.signed(LARGE), "Range", "bytes=3000000-").statusCode())
                .isEqualTo(416);
    }

    @Test
    void aLargeObjectThatChangedIsNeverMixed() throws Exception {
        edge.store.put(LARGE.substring(1), EdgeFixture.bytes(LARGE_BYTES), ObjectMeta.segment());
        assertThat(edge.get(edge.signed(LARGE)).statusCode()).isEqualTo(200);
        byte[] changed = EdgeFixture.bytes(LARGE_BYTES + 1);
        edge.store.put(LARGE.substring(1), changed, ObjectMeta.segment());
        assertThat(edge.get(edge.signed(LARGE)).statusCode()).isEqualTo(502);
        assertThat(edge.get(edge.signed(LARGE)).body()).isEqualTo(changed);
    }

    @Test
    void fiftyAtOnceReadTheOriginOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        edge.store.beforeRead(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        HttpRequest request = HttpRequest.newBuilder(URI.create(edge.origin() + edge.signed(SEGMENT)))
                .build();
        List<CompletableFuture<HttpResponse<byte[]>>> asked = IntStream.range(0, 50)
                .mapToObj(i -> edge.client.sendAsync(request, BodyHandlers.ofByteArray()))
                .toList();
        gate.countDown();
        assertThat(asked)
                .allSatisfy(response -> assertThat(response.join().body()).isEqualTo(edge.segment));
        assertThat(edge.store.reads).hasValue(1);
    }

    @Test
    void aMissingObject() throws Exception {
        HttpResponse<byte[]> response = edge.get(edge.signed("/hls/1/none.ts"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        edge.get(edge.signed("/hls/1/none.ts"));
        assertThat(edge.store.reads).hasValue(1);
    }

    @Test
    void anOriginAtFault() throws Exception {
        edge.store.beforeRead(() -> {
            throw new StoreException("gone fishing");
        });
        HttpResponse<byte[]> response = edge.get(edge.signed(SEGMENT));
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    }
}
