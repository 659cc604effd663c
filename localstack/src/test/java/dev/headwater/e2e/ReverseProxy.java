package dev.headwater.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headwater.core.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What stands in front of a server at home: ends https, and says who came by it. */
final class ReverseProxy implements AutoCloseable {
    /** Whoever connects to it, it says that it was this one. */
    static final String VIEWER = "198.51.100.7";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpsServer server;
    // Of threads of its own: a handshake that goes wrong holds up nobody else's virtual ones.
    private final ExecutorService handlers = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> upstream = new CompletableFuture<>();

    ReverseProxy(SelfSigned certificate) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Tls.server(certificate)));
        server.setExecutor(handlers);
        server.createContext("/", this::forward);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Known only once what it leads to has started. */
    void leadTo(String base) {
        upstream.complete(base);
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(upstream.join() + exchange.getRequestURI()))
                    .timeout(PATIENCE)
                    .header("X-Forwarded-For", VIEWER)
                    .header("X-Forwarded-Proto", "https")
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Location")
                    .ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
        client.shutdownNow();
    }
}
