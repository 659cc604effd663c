package dev.headwater.api.imports;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A panel on loopback that answers {@code player_api.php} as a test tells it; user and password are fixed. */
final class FakePanel implements AutoCloseable {
    static final String USER = "anna";
    static final String PASSWORD = "p&q #1";

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    FakePanel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/player_api.php", this::answer);
        server.start();
    }

    /** @param action with what belongs to it, such as {@code get_series_info&series_id=1} */
    FakePanel on(String action, String json) {
        answers.put(action, json);
        return this;
    }

    void fail(String action) {
        answers.remove(action);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().isEmpty()
                                ? new String[0]
                                : exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String body;
        if (!USER.equals(query.get("username")) || !PASSWORD.equals(query.get("password"))) {
            body = "{\"user_info\":{\"auth\":0}}";
        } else if (!query.containsKey("action")) {
            body = "{\"user_info\":{\"auth\":1,\"status\":\"Active\"},\"server_info\":{}}";
        } else {
            String series = query.containsKey("series_id") ? "&series_id=" + query.get("series_id") : "";
            body = answers.get(query.get("action") + series);
        }
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body == null ? 500 : 200, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
