package dev.headwater.standalone.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgeProbe;
import dev.headwater.core.playback.edge.EdgeProber;
import dev.headwater.core.playback.edge.Probed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code GET /health} on kept connections: {@code {"status":"UP","mbps":…,"capacity":…}}, the figures optional. */
final class HttpEdgeProbe implements EdgeProbe, AutoCloseable {
    private static final Probed SILENT = new Probed.Silent();
    private static final int OK = 200;
    private static final int MAX_BODY = 4096;
    private static final int MAX_MBPS = 10_000_000;

    private final Map<String, String> ownBases;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    /** @param ownBases scheme, host and port at which this process's own edges listen, by name */
    HttpEdgeProbe(Map<String, String> ownBases) {
        this(ownBases, EdgeProber.TIMEOUT);
    }

    HttpEdgeProbe(Map<String, String> ownBases, Duration timeout) {
        this.ownBases = Map.copyOf(ownBases);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads)
                .build();
    }

    /** A stopped process still accepts connections, so it is the whole exchange that has to be over in time. */
    @Override
    public Probed ask(Edge edge) {
        String base = ownBases.getOrDefault(edge.name(), edge.base("localhost"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health"))
                .timeout(timeout)
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return answer.statusCode() == OK ? read(answer.body()) : SILENT;
        } catch (ExecutionException | TimeoutException | IOException e) {
            exchange.cancel(true);
            return SILENT;
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return SILENT;
        }
    }

    private static Probed read(byte[] body) throws IOException {
        JsonNode health = Operations.JSON.readTree(body);
        return health.path("status").asText().equals("UP")
                ? new Probed.Alive(figure(health, "mbps"), (int) Math.round(figure(health, "capacity")))
                : SILENT;
    }

    private static double figure(JsonNode health, String name) {
        JsonNode figure = health.path(name);
        // A text may say NaN.
        return figure.isNumber() ? Math.clamp(figure.doubleValue(), 0, MAX_MBPS) : 0;
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
