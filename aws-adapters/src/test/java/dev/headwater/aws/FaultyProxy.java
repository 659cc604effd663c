package dev.headwater.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Stands between a client and a service, hands every request on as it is (the host it names too, since signatures cover
 * it), and does to some of them what a {@link Plan} says.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "expect", "upgrade");

    private final URI upstream;
    private final HttpServer server;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private volatile Plan plan = request -> new Fault.None();

    /** A request as it came; header names in lower case. */
    public record Request(String method, URI target, Map<String, String> headers, byte[] body) {
        /** The operation, where the service names it in a header as DynamoDB and Secrets Manager do. */
        public String operation() {
            String target = headers.getOrDefault("x-amz-target", "");
            return target.substring(target.indexOf('.') + 1);
        }
    }

    /** What is done to each request; asked from many threads at once. */
    @FunctionalInterface
    public interface Plan {
        Fault of(Request request);
    }

    /** What is done to a request. */
    public sealed interface Fault {
        /** It is handed on, and the answer too. */
        record None() implements Fault {}

        /** The service never sees it; this is answered. */
        record Answer(int status, String type, byte[] body) implements Fault {}

        /** The service never sees it; the connection ends. */
        record LostRequest() implements Fault {}

        /** The service does it; then the connection ends without an answer. */
        record LostReply() implements Fault {}

        /** The service never sees it, and nothing is answered until the client gives up. */
        record Silence() implements Fault {}

        /** The service does it, and nothing is answered until the client gives up. */
        record SilentReply() implements Fault {}
    }

    private FaultyProxy(URI upstream) throws IOException {
        this.upstream = upstream;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(256)
                        .setMaxConnPerRoute(256)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .build();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static FaultyProxy before(URI upstream) throws IOException {
        return new FaultyProxy(upstream);
    }

    /** What the client is told instead of the service's own. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void plan(Plan next) {
        plan = next;
    }

    /** Every request so far, those that were not handed on too. */
    public List<Request> seen() {
        return List.copyOf(seen);
    }

    public void forget() {
        seen.clear();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            seen.add(request);
            switch (plan.of(request)) {
                case Fault.None() -> hand(request, exchange);
                case Fault.Answer(int status, String type, byte[] body) -> {
                    exchange.getResponseHeaders().set("Content-Type", type);
                    answer(exchange, status, body);
                }
                // Closed without an answer, the exchange takes its connection with it.
                case Fault.LostRequest() -> {}
                case Fault.LostReply() -> ask(request).close();
                case Fault.Silence() -> closed.await();
                case Fault.SilentReply() -> {
                    ask(request).close();
                    closed.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private void hand(Request request, HttpExchange exchange) throws IOException {
        try (ClassicHttpResponse response = ask(request)) {
            for (Header header : response.getHeaders()) {
                if (!OF_ONE_CONNECTION.contains(header.getName().toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().add(header.getName(), header.getValue());
                }
            }
            Header length = response.getFirstHeader("Content-Length");
            if (request.method().equals("HEAD") && length != null) {
                exchange.getResponseHeaders().set("Content-Length", length.getValue());
            }
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            answer(exchange, response.getCode(), body);
        }
    }

    /** Comes back when the service has answered. */
    private ClassicHttpResponse ask(Request request) throws IOException {
        ClassicRequestBuilder asked = ClassicRequestBuilder.create(request.method())
                .setUri(upstream.resolve(request.target().toString()));
        request.headers().forEach((name, value) -> {
            if (!OF_ONE_CONNECTION.contains(name)) {
                asked.setHeader(name, value);
            }
        });
        if (request.body().length > 0 || request.headers().containsKey("content-length")) {
            asked.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return client.executeOpen(null, asked.build(), null);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
