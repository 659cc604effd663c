package dev.headwater.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.document.AdminRoutes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent for an operation, and what becomes of answers. */
class RemoteControlTest {
    private static final String KEY = "hwk_test";
    private static final JsonNode NOTHING = Operations.JSON.createObjectNode();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private RemoteControl control;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        control = new RemoteControl(RemoteServer.of(base() + "/", KEY, false), AdminRoutes.packaged());
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer " + KEY);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stop() {
        control.close();
        server.stop(0);
    }

    @Test
    void anArgumentIsSpreadOverPathQueryAndBody() {
        control.call("line.add", Operations.JSON.valueToTree(Map.of("name", "ann", "days", 3)));
        control.call("line.set", Operations.JSON.valueToTree(Map.of("name", "a b/c?", "days", 0)));
        control.call("line.remove", Operations.JSON.valueToTree(Map.of("name", "ann")));
        control.call("line.reveal", Operations.JSON.valueToTree(Map.of("name", "ann")));
        control.call(
                "line.list",
                Operations.JSON.valueToTree(new ListQuery("ä&", "-name", Map.of("state", "banned"), 7, null)));
        assertThat(asked.getFirst())
                .startsWith("POST /admin/api/v1/lines {")
                .contains("\"name\":\"ann\"", "\"days\":3");
        assertThat(asked.subList(1, 5))
                .containsExactly(
                        "PATCH /admin/api/v1/lines/a%20b%2Fc%3F {\"days\":0}",
                        "DELETE /admin/api/v1/lines/ann ",
                        "POST /admin/api/v1/lines/ann/reveal ",
                        "GET /admin/api/v1/lines?search=%C3%A4%26&sort=-name&state=banned&limit=7 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            422 | INVALID   | {"status":422,"detail":"so it is","field":"days"}
            404 | MISSING   | {"status":404,"detail":"so it is"}
            409 | CONFLICT  | {"status":409,"detail":"so it is"}
            403 | FORBIDDEN | {"status":403,"detail":"so it is"}
            """)
    void aProblemIsWhatTheOperationWouldHaveSaid(int sent, OperationException.Kind kind, String problem) {
        status = sent;
        answer = problem;
        assertThatThrownBy(() -> control.call("line.list", NOTHING))
                .isInstanceOfSatisfying(OperationException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e).hasMessage("so it is");
                });
    }

    @ParameterizedTest
    @CsvSource({"302,{}", "200,<html>", "502,<html>", "500,{}", "401,{}"})
    void whatIsNoAnswerOfTheApiIsSaidToBeNone(int sent, String body) {
        status = sent;
        answer = body;
        assertThatThrownBy(() -> control.call("line.list", NOTHING))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(base())
                .hasMessageNotContaining(KEY);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatHasNoRouteAndWhoIsNotThereIsSaid() {
        assertThatThrownBy(() -> control.call("no.such", NOTHING)).hasMessageContaining("--server");
        assertThatThrownBy(() -> control.call("line.show", NOTHING)).hasMessageContaining("which name");
        server.stop(0);
        assertThatThrownBy(() -> control.call("line.list", NOTHING))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(base());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://tv.example", "http://192.0.2.1:8080", "HTTP://localhost.example"})
    void aKeyGoesInTheClearOnlyWhereThatIsWanted(String url) {
        assertThatThrownBy(() -> RemoteServer.of(url, KEY, false)).hasMessageContaining("--insecure");
        assertThat(RemoteServer.of(url, KEY, true).toString()).doesNotContain(KEY);
        RemoteServer.of(url.replaceFirst("(?i)http", "https"), KEY, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.9", "http://[::1]:8080/hw/"})
    void thisMachineIsToldInTheClear(String url) {
        assertThat(RemoteServer.of(url, KEY, false).base().toString()).doesNotEndWith("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tv.example",
                "ftp://tv.example",
                "https://u:secret@tv.example",
                "https://tv.example?secret",
                "https:///x",
                "https://a b"
            })
    void whatIsNoUrlIsRefused(String url) {
        assertThatThrownBy(() -> RemoteServer.of(url, KEY, false))
                .isInstanceOf(OperationException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "hwk_\r\nX: y", "hwk_ü"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> RemoteServer.of("https://tv.example", key, false))
                .isInstanceOf(OperationException.class);
    }
}
