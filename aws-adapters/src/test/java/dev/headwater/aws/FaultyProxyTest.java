package dev.headwater.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    /** Where nothing is said. */
    private static final Duration SHORT = Duration.ofMillis(500);

    /** Where something is, or the connection ends. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> served = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer upstream;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().set("X-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        proxy = FaultyProxy.before(
                URI.create("http://127.0.0.1:" + upstream.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        upstream.stop(0);
        client.close();
    }

    @Test
    void handsOnWhatItIsGivenWithTheHostTheClientNamed() throws Exception {
        HttpResponse<String> answer = put("echo");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("echo");
        assertThat(answer.headers().firstValue("x-length")).contains("4");
        assertThat(served)
                .containsExactly(
                        "PUT /a%2Fb?c=d%20e 127.0.0.1:" + proxy.endpoint().getPort());
        assertThat(proxy.seen()).hasSize(1);
    }

    @Test
    void doesWhatThePlanSays() throws Exception {
        proxy.plan(request -> new FaultyProxy.Fault.Answer(503, "text/plain", new byte[] {1}));
        assertThat(put("x").statusCode()).isEqualTo(503);
        proxy.plan(request -> new FaultyProxy.Fault.LostRequest());
        assertThatThrownBy(() -> put("x")).isInstanceOf(IOException.class);
        proxy.plan(request -> new FaultyProxy.Fault.Silence());
        assertThatThrownBy(() -> put("x", SHORT)).isInstanceOf(IOException.class);
        assertThat(served).isEmpty();
        proxy.plan(request -> new FaultyProxy.Fault.LostReply());
        assertThatThrownBy(() -> put("x")).isInstanceOf(IOException.class);
        assertThat(served).hasSizeBetween(1, 2);
    }

    private HttpResponse<String> put(String body) throws Exception {
        return put(body, LONG);
    }

    private HttpResponse<String> put(String body, Duration timeout) throws Exception {
        return client.send(
                HttpRequest.newBuilder(proxy.endpoint().resolve("/a%2Fb?c=d%20e"))
                        .timeout(timeout)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
