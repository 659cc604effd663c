package dev.headwater.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteUploadPartsTest {
    @TempDir
    private Path folder;

    @Test
    void eachPartIsThoseBytesOfTheFileAndNoOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mkv"), "0123456789");
        Map<String, String> came = new ConcurrentHashMap<>();
        List<Long> told = new CopyOnWriteArrayList<>();
        HttpServer bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                came.put(
                        exchange.getRequestURI().getPath(),
                        body + " " + exchange.getRequestHeaders().getFirst("X-Signed") + " "
                                + exchange.getRequestHeaders().containsKey("Authorization"));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        bucket.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + bucket.getAddress().getPort();
            RemoteUpload upload = RemoteUpload.of(file);
            for (JsonNode part : new ObjectMapper().readTree("""
                    [{"from":0,"size":4,"url":"%1$s/1","method":"PUT","headers":{"X-Signed":"a"}},
                     {"from":4,"size":4,"url":"%1$s/2","method":"PUT","headers":{"X-Signed":"b"}},
                     {"from":8,"size":2,"url":"%1$s/3","method":"PUT","headers":{"X-Signed":"c"}}]
                    """.formatted(base))) {
                HttpRequest request = upload.part(part, (done, all) -> told.add(done));
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            bucket.stop(0);
        }
        assertThat(new TreeMap<>(came))
                .isEqualTo(new TreeMap<>(Map.of("/1", "0123 a false", "/2", "4567 b false", "/3", "89 c false")));
        assertThat(told).endsWith(10L).isSorted();
    }
}
