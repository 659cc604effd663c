package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.Probed;
import dev.headwater.core.testing.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEdgeProbeTest {
    private static final Probed SILENT = new Probed.Silent();
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    /** The machine that runs the tests may be busy. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answers(int status, String body) {
        server.createContext("/health", exchange -> answer(exchange, status, body));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            clientPorts.add(exchange.getRemoteAddress().getPort());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Edge edge() {
        return Edge.of("far", "http", "127.0.0.1", server.getAddress().getPort(), 1);
    }

    private static Probed ask(Edge edge) {
        try (HttpEdgeProbe probe = new HttpEdgeProbe(Map.of(), Duration.ofSeconds(5))) {
            return probe.ask(edge);
        }
    }

    private static Probed askInTime(Edge edge) {
        try (HttpEdgeProbe probe = new HttpEdgeProbe(Map.of(), TIMEOUT)) {
            long start = System.nanoTime();
            Probed probed = probe.ask(edge);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
            return probed;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"UP"}                                | 0   | 0
            {"status":"UP","mbps":512.4,"capacity":1000}   | 512.4 | 1000
            {"status":"UP","mbps":-3,"capacity":1e300}     | 0   | 10000000
            {"status":"UP","mbps":3.96,"capacity":4}       | 3.96 | 4
            {"status":"UP","mbps":"NaN","capacity":4}      | 0   | 4
            {"status":"UP","mbps":"many","capacity":null}  | 0   | 0
            """)
    void anEdgeThatIsUpSaysWhatItSends(String body, double mbps, int capacity) {
        answers(200, body);
        assertThat(ask(edge())).isEqualTo(new Probed.Alive(mbps, capacity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"status":"UP"}
            302 | {"status":"UP"}
            200 | {"status":"DOWN"}
            200 | no json
            200 | []
            """)
    void whatDoesNotSayUpIsNot(int status, String body) {
        answers(status, body);
        assertThat(ask(edge())).isEqualTo(SILENT);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        answers(200, "{\"status\":\"UP\",\"x\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(ask(edge())).isEqualTo(SILENT);
    }

    @Test
    void aStoppedEdgeAcceptsAndNeverAnswers() throws IOException {
        try (ServerSocket stopped = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(askInTime(Edge.of("edge-1", "http", null, stopped.getLocalPort(), 1)))
                    .isEqualTo(SILENT);
        }
    }

    @Test
    void anAnswerThatDoesNotEndIsNone() {
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
        });
        assertThat(askInTime(edge())).isEqualTo(SILENT);
    }

    @Test
    void nobodyListening() throws IOException {
        try (ClosedPort closed = new ClosedPort()) {
            assertThat(askInTime(Edge.of("far", "http", "127.0.0.1", closed.number(), 1)))
                    .isEqualTo(SILENT);
        }
    }

    @Test
    void theConnectionIsKept() {
        answers(200, "{\"status\":\"UP\"}");
        try (HttpEdgeProbe probe = new HttpEdgeProbe(Map.of(), Duration.ofSeconds(5))) {
            for (int i = 0; i < 5; i++) {
                assertThat(probe.ask(edge())).isEqualTo(new Probed.Alive(0, 0));
            }
        }
        assertThat(clientPorts).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
