package dev.headwater.edge;

import static dev.headwater.edge.EdgeFixture.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edge that has a certificate. */
class EdgeTlsTest {
    private static final String LARGE = "/hls/2/file/movie.mp4";
    private static final int LARGE_BYTES = 3_000_000;

    private static Certificate certificate;

    private EdgeFixture edge;
    private HttpClient client;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = Certificate.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        edge = new EdgeFixture(EdgeFixture.config().withTls(certificate.files()));
        client = HttpClient.newBuilder().sslContext(certificate.trust()).build();
    }

    @AfterEach
    void stop() {
        client.close();
        edge.close();
        assertThat(edge.store.open).hasValue(0);
        assertThat(Leaks.found()).isEmpty();
    }

    private HttpResponse<byte[]> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(edge.origin() + pathAndQuery));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void servesOverHttp11WhateverTheClientWouldLike() throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = get(edge.signed(SEGMENT));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(response.body()).isEqualTo(edge.segment);
        }
        assertThat(edge.store.reads).hasValue(1);
        HttpResponse<byte[]> part = get(edge.signed(SEGMENT), "Range", "bytes=70000-99998");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(edge.segment, 70_000, 99_999));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamsWhatIsLarge(boolean files, @TempDir Path folder) throws Exception {
        if (files) {
            edge.store.useFiles(folder);
        }
        byte[] movie = EdgeFixture.bytes(LARGE_BYTES);
        edge.store.put(LARGE.substring(1), movie, new ObjectMeta("video/mp4", null, null));
        assertThat(get(edge.signed(LARGE)).body()).isEqualTo(movie);
        HttpResponse<byte[]> part = get(edge.signed(LARGE), "Range", "bytes=1000001-2999998");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(movie, 1_000_001, 2_999_999));
    }

    @Test
    void aSignatureForHttpIsNoneForHttps() throws Exception {
        String plain = edge.query("http://" + edge.host() + "/hls/1/*");
        assertThat(get(SEGMENT + "?" + plain).statusCode()).isEqualTo(403);
        assertThat(get(SEGMENT).statusCode()).isEqualTo(403);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void saysGoodbyeAtTheEnd() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) certificate.trust().getSocketFactory().createSocket("127.0.0.1", edge.server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            // Fails where the connection ends without a close_notify.
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("\"UP\"");
        }
    }

    @Test
    void whoSpeaksPlainHttpIsClosedAndTheRestServed() throws Exception {
        try (RawClient plain = edge.raw()) {
            plain.request("GET", "/health", "a");
            plain.skipToEnd();
        }
        assertThat(get(edge.signed(SEGMENT)).body()).isEqualTo(edge.segment);
    }

    @Test
    void aReaderWhoLeavesLeavesNothingOpen() throws Exception {
        edge.store.put(LARGE.substring(1), EdgeFixture.bytes(20_000_000), ObjectMeta.segment());
        for (String path : new String[] {SEGMENT, LARGE}) {
            try (SSLSocket socket =
                    (SSLSocket) certificate.trust().getSocketFactory().createSocket("127.0.0.1", edge.server.port())) {
                socket.getOutputStream()
                        .write(("GET " + edge.signed(path) + " HTTP/1.1\r\nHost: " + edge.host() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
        }
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (edge.store.open.get() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void filesThatCanNotBeUsedLeaveNothingOpen(@TempDir Path folder) {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOf(UnixOperatingSystemMXBean.class);
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        EdgeConfig config =
                EdgeFixture.config().withTls(new EdgeConfig.TlsFiles(folder.resolve("a"), folder.resolve("b")));
        int attempts = 50;
        long before = system.getOpenFileDescriptorCount();
        for (int i = 0; i < attempts; i++) {
            assertThatThrownBy(() -> new EdgeServer(config, edge.store, id -> Optional.empty(), edge.clock))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(system.getOpenFileDescriptorCount() - before).isLessThan(attempts);
    }

    @Test
    void filesThatCanNotBeUsedAreNamed(@TempDir Path folder) throws IOException {
        Path chain = certificate.files().certificateChain();
        Path key = certificate.files().privateKey();
        Path other = Files.writeString(folder.resolve("other.pem"), "s3cret, and no PEM\n");
        for (EdgeConfig.TlsFiles files : new EdgeConfig.TlsFiles[] {
            new EdgeConfig.TlsFiles(other, key),
            new EdgeConfig.TlsFiles(chain, other),
            new EdgeConfig.TlsFiles(chain, folder.resolve("none.pem")),
        }) {
            assertThatThrownBy(() -> new EdgeServer(
                            EdgeFixture.config().withTls(files), edge.store, id -> Optional.empty(), edge.clock))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageNotContaining("s3cret")
                    .hasNoCause();
        }
    }
}
