package dev.headwater.edge.origin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.core.http.Ranges;
import dev.headwater.core.http.Ranges.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An origin that hands out what it is given, counts, and fails as it is told. */
public final class StubOrigin implements AutoCloseable {
    public static final String TOKEN = "s3cret-token";

    public final AtomicInteger objectReads = new AtomicInteger();
    public final AtomicInteger keyReads = new AtomicInteger();
    public final AtomicInteger refusals = new AtomicInteger();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String keys = "{\"keys\":[]}";
    private volatile Fault fault = Fault.NONE;
    private volatile Map<String, String> headers = Map.of();

    /** What it does with whatever is asked. */
    public enum Fault {
        NONE,
        /** Takes the request and says nothing. */
        SILENT,
        /** Sends half of the body and no more. */
        HALF,
        /** Sends half of the body and closes. */
        CUT,
        ERROR,
        ELSEWHERE
    }

    public StubOrigin() throws IOException {
        this(0);
    }

    public StubOrigin(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/internal/edge/objects/", exchange -> answer(exchange, this::object));
        server.createContext("/internal/edge/keys", exchange -> answer(exchange, this::keys));
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    public void fault(Fault now) {
        fault = now;
    }

    /** Headers of objects in place of the true ones; an empty value: none. */
    public void headers(Map<String, String> instead) {
        headers = instead;
    }

    public void keys(String document) {
        keys = document;
    }

    public void keys(Map<String, PublicKey> published) {
        List<String> rows = published.entrySet().stream()
                .map(key -> "{\"id\":\"" + key.getKey() + "\",\"publicKey\":\""
                        + Base64.getEncoder().encodeToString(key.getValue().getEncoded()) + "\",\"algorithm\":\""
                        + key.getValue().getAlgorithm() + "\"}")
                .toList();
        keys("{\"keys\":[" + String.join(",", rows) + "]}");
    }

    private interface Route {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Route route) throws IOException {
        try (exchange) {
            switch (fault) {
                case SILENT -> end.await();
                case ERROR -> exchange.sendResponseHeaders(500, -1);
                case ELSEWHERE -> {
                    exchange.getResponseHeaders().set("Location", "/internal/edge/keys");
                    exchange.sendResponseHeaders(302, -1);
                }
                case NONE, HALF, CUT -> {
                    if (("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                        route.answer(exchange);
                    } else {
                        refusals.incrementAndGet();
                        exchange.sendResponseHeaders(401, -1);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyReads.incrementAndGet();
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void object(HttpExchange exchange) throws IOException {
        objectReads.incrementAndGet();
        byte[] bytes = objects.get(exchange.getRequestURI().getRawPath().substring("/internal/edge/objects/".length()));
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String etag = "\"" + Integer.toHexString(java.util.Arrays.hashCode(bytes)) + "\"";
        List<String> ranges = exchange.getRequestHeaders().getOrDefault("Range", List.of());
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Content-Type", "video/mp2t");
        exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
        switch (Ranges.select(ranges, null, etag, bytes.length)) {
            case Selection.Whole _ -> send(exchange, 200, bytes, 0, bytes.length);
            case Selection.Part(long offset, long length) -> {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + offset + "-" + (offset + length - 1) + "/" + bytes.length);
                send(exchange, 206, bytes, (int) offset, (int) length);
            }
            case Selection.Unsatisfiable _ -> {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
                exchange.sendResponseHeaders(416, -1);
            }
        }
    }

    private void send(HttpExchange exchange, int status, byte[] bytes, int offset, int length) throws IOException {
        headers.forEach((name, value) -> {
            if (value.isEmpty()) {
                exchange.getResponseHeaders().remove(name);
            } else {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        boolean whole = fault == Fault.NONE;
        exchange.getResponseBody().write(bytes, offset, whole ? length : length / 2);
        exchange.getResponseBody().flush();
        if (fault == Fault.HALF) {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
