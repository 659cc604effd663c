package dev.headwater.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Lambda's runtime asks for events and tells answers, one function at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String RESTORE = "/2018-06-01/runtime/restore/next";
    private static final long BOUND_SECONDS = 60;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<byte[]>> running = new ConcurrentHashMap<>();
    private final AtomicInteger restores = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();

    private record Invocation(String id, byte[] event) {}

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} has it. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often a function was told that it is restored. */
    int restores() {
        return restores.get();
    }

    /** Has the function answer an event. */
    byte[] invoke(byte[] event) throws Exception {
        Invocation invocation = new Invocation("request-" + ids.incrementAndGet(), event);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        running.put(invocation.id(), answer);
        waiting.add(invocation);
        return answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals(NEXT)) {
                next(exchange);
            } else if (path.equals(RESTORE)) {
                restores.incrementAndGet();
                exchange.sendResponseHeaders(200, -1);
            } else {
                ended(path, body);
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = waiting.take();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        // Without these two the runtime's client ends with its process.
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793");
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "4102444800000");
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:1:function:f:live");
        exchange.sendResponseHeaders(200, invocation.event().length);
        exchange.getResponseBody().write(invocation.event());
    }

    private void ended(String path, byte[] body) {
        String[] parts = path.split("/", -1);
        CompletableFuture<byte[]> answer = running.get(parts[parts.length - 2]);
        if (path.endsWith("/response") && answer != null) {
            answer.complete(body);
            return;
        }
        AssertionError error = new AssertionError(path + ": " + new String(body, UTF_8));
        running.values().forEach(one -> one.completeExceptionally(error));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
