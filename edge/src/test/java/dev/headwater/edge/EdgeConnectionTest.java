package dev.headwater.edge;

import static dev.headwater.edge.EdgeFixture.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.testing.FreePort;
import dev.headwater.edge.RawClient.Response;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections are kept, limited and ended, and what needs no signature. */
class EdgeConnectionTest {
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

    private void assertStillServes() throws Exception {
        assertThat(edge.get(edge.signed(SEGMENT)).body()).isEqualTo(edge.segment);
    }

    @Test
    void health() throws Exception {
        try (RawClient client = edge.raw()) {
            Response response =
                    client.request("GET", "/health?x=1", edge.host()).read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("{\"status\":\"UP\",\"mbps\":0.00,\"capacity\":0}");
            assertThat(response.header("Content-Type")).isEqualTo("application/json");
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(client.request("HEAD", "/health", edge.host())
                            .read(false)
                            .header("Content-Length"))
                    .isEqualTo("40");
        }
    }

    @Test
    void healthTellsTheLoadOfTheLastSeconds() throws Exception {
        try (EdgeFixture known = new EdgeFixture(EdgeFixture.config().withCapacity(1000))) {
            known.store.put("hls/2/large", EdgeFixture.bytes(1_900_000), ObjectMeta.segment());
            assertThat(known.get(known.signed(SEGMENT)).statusCode()).isEqualTo(200);
            assertThat(known.get(known.signed("/hls/2/large")).statusCode()).isEqualTo(200);
            known.clock.advance(Duration.ofSeconds(1));
            // 2 MB in 2 s, and the odd bytes of short answers do not show.
            assertThat(new String(known.get("/health").body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"UP\",\"mbps\":8.00,\"capacity\":1000}");
            known.clock.advance(Duration.ofSeconds(2));
            assertThat(new String(known.get("/health").body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"UP\",\"mbps\":0.00,\"capacity\":1000}");
        }
    }

    @Test
    void anEdgeThatIsStartingSaysSoAndServesNothing() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        EdgeConfig config = EdgeFixture.config();
        try (EdgeServer starting = new EdgeServer(config, edge.store, id -> Optional.empty(), edge.clock, ready::get)) {
            starting.start();
            try (RawClient client = new RawClient(starting.port())) {
                Response health = client.request("GET", "/health", "a").read();
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.text()).isEqualTo("{\"status\":\"STARTING\"}");
                Response object = client.request("GET", SEGMENT, "a").read();
                assertThat(object.status()).isEqualTo(503);
                assertThat(object.header("Retry-After")).isEqualTo("1");
                ready.set(true);
                assertThat(client.request("GET", "/health", "a").read().status())
                        .isEqualTo(200);
                assertThat(client.request("GET", SEGMENT, "a").read().status()).isEqualTo(403);
            }
        }
    }

    @Test
    void preflight() throws Exception {
        try (RawClient client = edge.raw()) {
            Response response = client.request(
                            "OPTIONS",
                            SEGMENT,
                            edge.host(),
                            "Origin: http://player.example",
                            "Access-Control-Request-Method: GET",
                            "Access-Control-Request-Headers: range")
                    .read();
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(response.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("range");
            assertThat(response.header("Access-Control-Max-Age")).isEqualTo("86400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "get", "BREW"})
    void otherMethods(String method) throws Exception {
        try (RawClient client = edge.raw()) {
            Response response =
                    client.request(method, edge.signed(SEGMENT), edge.host()).read();
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }

    @Test
    void bodiesAreRefused() throws Exception {
        for (String head : List.of(
                "Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")) {
            try (RawClient client = edge.raw()) {
                Response response = client.send("GET /health HTTP/1.1\r\nHost: a\r\n" + head)
                        .read();
                assertThat(response.status()).isEqualTo(413);
                assertThat(response.header("Connection")).isEqualTo("close");
                assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(client.isAtEnd()).isTrue();
            }
        }
        assertStillServes();
    }

    @Test
    void limitsOfTheHead() throws Exception {
        try (RawClient client = edge.raw()) {
            Response response =
                    client.request("GET", "/" + "a".repeat(17_000), "a").read();
            assertThat(response.status()).isEqualTo(414);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(client.isAtEnd()).isTrue();
        }
        try (RawClient client = edge.raw()) {
            Response response = client.request("GET", "/health", "a", "X: " + "a".repeat(17_000))
                    .read();
            assertThat(response.status()).isEqualTo(431);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(client.isAtEnd()).isTrue();
        }
        try (RawClient client = edge.raw()) {
            assertThat(client.request("GET", "/health?" + "a".repeat(15_000), "a", "X: " + "a".repeat(15_000))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        assertStillServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\1\2\3\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9 x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHo st: a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            })
    void garbageEndsTheConnection(String garbage) throws Exception {
        try (RawClient client = edge.raw()) {
            Response response = client.send(garbage).read();
            assertThat(response.status()).isIn(400, 413);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertStillServes();
    }

    @Test
    void keepsAndClosesAsAsked() throws Exception {
        try (RawClient client = edge.raw()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.request("GET", edge.signed(SEGMENT), edge.host())
                                .read()
                                .body())
                        .isEqualTo(edge.segment);
            }
            Response last =
                    client.request("GET", "/health", "a", "Connection: close").read();
            assertThat(last.header("Connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
        }
        try (RawClient client = edge.raw()) {
            client.send("GET /health HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.read().header("Connection")).isEqualTo("keep-alive");
            client.send("GET /health HTTP/1.0\r\nHost: a\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        edge.store.put("hls/2/large", EdgeFixture.bytes(500_000), ObjectMeta.segment());
        CountDownLatch gate = new CountDownLatch(1);
        edge.store.beforeRead(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (RawClient client = edge.raw()) {
            for (int i = 0; i < 20; i++) {
                client.request("GET", edge.signed(SEGMENT), edge.host())
                        .request("GET", "/health", edge.host())
                        .request("HEAD", "/health", edge.host())
                        .request("GET", edge.signed("/hls/2/large"), edge.host())
                        .request("GET", "/none", edge.host());
            }
            gate.countDown();
            for (int i = 0; i < 20; i++) {
                assertThat(client.read().body()).isEqualTo(edge.segment);
                assertThat(client.read().text()).startsWith("{\"status\":\"UP\",");
                assertThat(client.read(false).status()).isEqualTo(200);
                assertThat(client.read().body()).hasSize(500_000);
                assertThat(client.read().status()).isEqualTo(404);
            }
        }
    }

    @Test
    void thousandsInOnePacketAreAnsweredInOrder() throws Exception {
        String pair = "GET /health HTTP/1.1\r\nHost: a\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawClient client = edge.raw()) {
            client.send(pair.repeat(2_000));
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(client.read().status()).isEqualTo(404);
            }
        }
    }

    @Test
    void aReaderWhoLeavesLeavesNothingOpen() throws Exception {
        edge.store.put("hls/2/large", EdgeFixture.bytes(20_000_000), ObjectMeta.segment());
        for (int i = 0; i < 5; i++) {
            try (RawClient client = edge.raw()) {
                client.request("GET", edge.signed("/hls/2/large"), edge.host());
                assertThat(client.isAtEnd()).isFalse();
            }
        }
        assertStillServes();
        awaitNothingOpen(edge);
    }

    private static void awaitNothingOpen(EdgeFixture edge) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (edge.store.open.get() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void idleConnectionsAndReadersWhoTakeNothingAreClosed() throws Exception {
        // Long enough for a request to come through on a busy machine.
        try (EdgeFixture hasty = new EdgeFixture(EdgeFixture.config().withIdleTimeout(Duration.ofSeconds(2)))) {
            hasty.store.put("hls/2/large", EdgeFixture.bytes(50_000_000), ObjectMeta.segment());
            String large = hasty.signed("/hls/2/large");
            try (RawClient silent = hasty.raw();
                    RawClient asleep = hasty.raw()) {
                CountDownLatch streaming = new CountDownLatch(2);
                hasty.store.beforeRead(streaming::countDown);
                asleep.request("GET", large, hasty.host());
                assertThat(streaming.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(silent.isAtEnd()).isTrue();
                awaitNothingOpen(hasty);
            }
        }
    }

    @Test
    void aConnectionTooManyHasTheHealthAndNothingElse() throws Exception {
        try (EdgeFixture small = new EdgeFixture(EdgeFixture.config().withMaxConnections(2));
                RawClient one = small.raw();
                RawClient two = small.raw()) {
            assertThat(one.request("GET", "/health", "a").read().status()).isEqualTo(200);
            assertThat(two.request("GET", "/health", "a").read().status()).isEqualTo(200);
            try (RawClient three = small.raw()) {
                Response health = three.request("GET", "/health", "a").read();
                assertThat(health.status()).isEqualTo(200);
                assertThat(health.header("Connection")).isEqualTo("close");
                assertThat(three.isAtEnd()).isTrue();
            }
            try (RawClient three = small.raw()) {
                Response refused = three.request("GET", small.signed(SEGMENT), small.host())
                        .read();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(three.isAtEnd()).isTrue();
            }
            assertThat(one.request("GET", small.signed(SEGMENT), small.host())
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void manyMoreConnectionsThanAllowedAreClosed() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (EdgeFixture small = new EdgeFixture(EdgeFixture.config().withMaxConnections(2))) {
            for (int i = 0; i < 18; i++) {
                clients.add(small.raw());
            }
            try (RawClient last = small.raw()) {
                assertThat(last.isAtEnd()).isTrue();
            }
            assertThat(clients.getFirst().request("GET", "/health", "a").read().status())
                    .isEqualTo(200);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aTakenPortIsSaid() {
        EdgeConfig taken = EdgeConfig.of("127.0.0.1", edge.server.port());
        try (EdgeServer second = new EdgeServer(taken, edge.store, id -> Optional.empty(), edge.clock)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1 port " + edge.server.port());
        }
    }

    @Test
    @SuppressWarnings("try") // it is closed twice, and once more
    void closesTwiceAndFreesItsPort() throws Exception {
        // None that the system would give to another's connection as soon as it is free.
        EdgeConfig config = EdgeConfig.of("127.0.0.1", FreePort.find());
        try (EdgeServer first = new EdgeServer(config, edge.store, id -> Optional.empty(), edge.clock);
                EdgeServer second = new EdgeServer(config, edge.store, id -> Optional.empty(), edge.clock)) {
            first.start();
            first.close();
            first.close();
            second.start();
            assertThat(second.port()).isEqualTo(config.port());
        }
    }
}
