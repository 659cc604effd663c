package dev.headwater.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.document.AdminRoutes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is announced and sent as the server wants it, and the key goes nowhere else. */
class RemoteUploadTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Long> sent = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private RemoteControl control;
    private String where = "/admin/api/v1/uploads/0123";
    private int received = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        control = new RemoteControl(RemoteServer.of(base() + "/tv", "hwk_test", false), AdminRoutes.packaged());
    }

    @AfterEach
    void stop() {
        control.close();
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isFile = exchange.getRequestMethod().equals("PUT");
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add("%s %s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestHeaders().getFirst("X-Kept"),
                            isFile ? body.length : new String(body, StandardCharsets.UTF_8)));
            byte[] answer = (isFile ? "{\"detail\":\"no room\"}" : announced()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isFile ? received : 201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String announced() {
        return "{\"id\":\"0123\",\"url\":\"" + where + "\",\"method\":\"PUT\",\"headers\":{\"X-Kept\":\"yes\"}}";
    }

    private Path file(int size) throws IOException {
        return Files.write(folder.resolve("list.m3u"), new byte[size]);
    }

    @Test
    void aFileIsSentToTheServerAndToldOf() throws Exception {
        assertThat(control.upload(file(300_000), (done, all) -> sent.add(done))).contains("upload:0123");
        assertThat(asked)
                .containsExactly(
                        "POST /tv/admin/api/v1/uploads Bearer hwk_test null {\"name\":\"list.m3u\",\"size\":300000}",
                        "PUT /tv/admin/api/v1/uploads/0123 Bearer hwk_test yes 300000");
        assertThat(sent).isSorted().endsWith(300_000L).hasSizeGreaterThan(2);
    }

    @Test
    void whereItIsKeptElsewhereTheKeyStaysHere() throws Exception {
        where = base() + "/bucket/0123?signature=x";
        assertThat(control.upload(file(10), (done, all) -> {})).contains("upload:0123");
        assertThat(asked.getLast()).isEqualTo("PUT /bucket/0123?signature=x null yes 10");
    }

    @Test
    void whatIsNoFileIsNotAnnouncedAndARefusalIsSaid() throws Exception {
        AtomicLong told = new AtomicLong();
        assertThatThrownBy(() -> control.upload(folder, (done, all) -> told.incrementAndGet()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("on this machine");
        assertThat(asked).isEmpty();
        received = 409;
        assertThatThrownBy(() -> control.upload(file(10), (done, all) -> {})).hasMessage("no room");
    }
}
