package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.core.SelfSigned;
import dev.headwater.core.testing.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A viewer who comes by another address than the one Headwater listens on, or by https. */
class PublicAddressesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private SelfSigned certificate;
    private HttpClient viewer;

    @BeforeEach
    void makeCertificate() throws Exception {
        certificate = SelfSigned.make(folder, "EC");
        viewer = HttpClient.newBuilder().sslContext(Tls.client(certificate)).build();
    }

    @AfterEach
    void closeViewer() {
        viewer.shutdownNow();
    }

    @Test
    void throughProxiesEverythingLeadsWhereTheViewerCanGo() throws Exception {
        try (ReverseProxy proxy = new ReverseProxy(certificate);
                ReverseProxy first = new ReverseProxy(certificate);
                ReverseProxy second = new ReverseProxy(certificate)) {
            int firstPort = FreePort.find();
            int secondPort = FreePort.find();
            first.leadTo("http://127.0.0.1:" + firstPort);
            second.leadTo("http://127.0.0.1:" + secondPort);
            String base = "https://localhost:" + proxy.port() + "/my/tv";
            List<String> edges = List.of("https://localhost:" + first.port(), "https://localhost:" + second.port());
            try (HeadwaterProcess headwater = HeadwaterProcess.up(
                    folder.resolve("data"),
                    "--no-demo",
                    "--public-url",
                    base,
                    "--edge-ports",
                    firstPort + "," + secondPort,
                    "--edge-url",
                    String.join(",", edges),
                    "--trusted-proxy",
                    "127.0.0.1")) {
                proxy.leadTo(headwater.base());
                headwater.command("channel", "add", "Card", "--source", "testcard:", "--ladder", "tiny");
                JsonNode line = headwater.command("line", "add", "ada");
                assertThat(line.at("/links/host").asText()).isEqualTo(base);
                assertThat(headwater.output()).doesNotContain("Note");

                String login = "/player_api.php?username=ada&password="
                        + line.path("password").asText();
                JsonNode info =
                        new ObjectMapper().readTree(get(base + login).body()).path("server_info");
                assertThat(info.path("url").asText()).isEqualTo("localhost");
                assertThat(info.path("https_port").asText()).isEqualTo(Integer.toString(proxy.port()));

                String entry = Http.uris(get(line.at("/links/m3u").asText()))
                        .getFirst()
                        .toString();
                assertThat(entry).startsWith(base + "/live/ada/");
                Eventually.withinSeconds(60)
                        .until("the channel is on air", () -> get(entry).statusCode() == 200);
                URI media = Http.uris(get(entry)).getFirst();
                assertThat(media.toString()).startsWith(base + "/play/");
                HttpResponse<String> segment =
                        get(Http.uris(get(media.toString())).getLast().toString());
                assertThat(segment.statusCode()).isEqualTo(302);
                String location = segment.headers().firstValue("Location").orElseThrow();
                assertThat(edges).anyMatch(edge -> location.startsWith(edge + "/hls/"));
                assertThat(get(location).statusCode()).isEqualTo(200);
                assertThat(headwater.command("session", "list").findValuesAsText("address"))
                        .containsExactly(ReverseProxy.VIEWER);
            }
        }
    }

    @Test
    void withACertificateItIsServedByHttpsAlone() throws Exception {
        Path ca = certificate.certificate();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(
                folder.resolve("data"),
                "--no-demo",
                "--tls-cert",
                ca.toString(),
                "--tls-key",
                certificate.key().toString())) {
            assertThat(headwater.base()).startsWith("https://127.0.0.1:");
            assertThat(get(headwater.base() + "/health").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(get(headwater.base() + "/").body()).contains(headwater.base() + "\n");
            assertThat(headwater.command("line", "add", "ada").at("/links/host").asText())
                    .isEqualTo(headwater.base());
            HttpClient stranger = HttpClient.newHttpClient();
            try {
                HttpRequest health = HttpRequest.newBuilder(headwater.uri("/health"))
                        .timeout(PATIENCE)
                        .build();
                assertThatThrownBy(() -> stranger.send(health, HttpResponse.BodyHandlers.ofString()))
                        .isInstanceOf(SSLHandshakeException.class);
            } finally {
                stranger.shutdownNow();
            }
        }
    }

    @Test
    void aCertificateThatCanNotBeServedIsOneLine() throws Exception {
        Path data = folder.resolve("data");
        HeadwaterProcess.Outcome ended = HeadwaterProcess.run(
                "up",
                "--data",
                data.toString(),
                "--tls-cert",
                certificate.certificate().toString(),
                "--tls-key",
                folder.resolve("nowhere").toString());
        assertThat(ended.exitCode()).isOne();
        assertThat(ended.err()).isEqualTo("headwater: there is no file " + folder.resolve("nowhere") + "\n");
        assertThat(Files.exists(data)).isFalse();
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return viewer.send(
                HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
