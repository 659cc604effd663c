package dev.headwater.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object says of itself, letter by letter: the stores of other tests may answer with other white space. */
final class S3MetaTest {
    private static final List<String> ABOUT = List.of("Content-Type", "Cache-Control", "Content-Encoding");

    private final AtomicReference<Headers> stored = new AtomicReference<>();
    private HttpServer server;
    private AwsClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("ETag", "\"tag\"");
                if (exchange.getRequestMethod().equals("PUT")) {
                    stored.set(exchange.getRequestHeaders());
                    exchange.sendResponseHeaders(200, -1);
                    return;
                }
                ABOUT.forEach(name -> {
                    if (stored.get().containsKey(name)) {
                        exchange.getResponseHeaders().put(name, stored.get().get(name));
                    }
                });
                exchange.sendResponseHeaders(200, 1);
                exchange.getResponseBody().write('x');
            }
        });
        server.start();
        clients = new AwsClients(AwsAccess.of(Map.of(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test")));
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8", "video/mp2t"})
    void aTypeStaysAsItIs(String type) {
        S3ObjectStore store = new S3ObjectStore(clients.s3(), "media", new Random(1));
        ObjectMeta meta = new ObjectMeta(type, "public, max-age=5", "gzip");
        store.put("a", "x".getBytes(StandardCharsets.UTF_8), meta);
        try (Blob blob = store.get("a", ByteRange.ALL).orElseThrow()) {
            assertThat(blob.meta()).isEqualTo(meta);
        }
    }
}
