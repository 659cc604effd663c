package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands while the server runs: {@code POST /control/{operation}} on loopback, with the token of the file. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    static final String PATH = "/control/";
    private static final int MAX_BODY = 1 << 20;

    private final Control operations;
    private final Path runFolder;
    private final String token;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param operations what a command is handed to */
    public ControlServer(Control operations, Path runFolder, String token) throws IOException {
        this.operations = operations;
        this.runFolder = runFolder;
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::handle);
        server.setExecutor(threads);
    }

    public void start() throws IOException {
        server.start();
        new ControlFile(server.getAddress().getPort(), token).write(runFolder);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST") || !isAuthorized(exchange)) {
                answer(exchange, 403, Map.of("error", "not allowed"));
            } else {
                run(exchange);
            }
        }
    }

    private void run(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestURI().getPath().substring(PATH.length());
        try {
            JsonNode argument =
                    Operations.JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
            answer(exchange, 200, operations.call(operation, argument));
        } catch (OperationException e) {
            answer(exchange, 422, Map.of("error", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("the command {} failed", operation, e);
            answer(exchange, 500, Map.of("error", "that failed: " + e.getMessage() + " (see the server's output)"));
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Operations.JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        try {
            ControlFile.delete(runFolder);
        } catch (IOException e) {
            LOG.warn("the control file could not be removed: {}", e.getMessage());
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
