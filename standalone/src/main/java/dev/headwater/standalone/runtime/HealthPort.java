package dev.headwater.standalone.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.api.admin.OperationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code GET /health} as long as this process lives, for a balancer or whoever starts it again. */
final class HealthPort implements AutoCloseable {
    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
    private static final int WAITING = 16;

    /** Without them each connection that says nothing more takes memory for ever. In seconds, and connections. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "10",
            "jdk.httpserver.maxConnections", "64");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private HealthPort(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", HealthPort::answer);
        server.start();
    }

    /**
     * On every address of this machine.
     *
     * @param port 0: any that is free
     * @throws OperationException where it can not be had
     */
    static HealthPort open(int port) {
        LIMITS.forEach(HealthPort::limit);
        try {
            return new HealthPort(HttpServer.create(new InetSocketAddress(port), WAITING));
        } catch (IOException e) {
            throw new OperationException("port " + port + " can not be had: " + e.getMessage());
        }
    }

    /** It is read when the first server of a process is made. */
    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isAsked = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/health");
            if (!isAsked) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, UP.length);
            exchange.getResponseBody().write(UP);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
