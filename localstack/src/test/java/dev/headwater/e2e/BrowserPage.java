package dev.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in headless Chromium that is read, typed into and photographed, by the browser's own debugging protocol. */
final class BrowserPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final Chromium chromium;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private BrowserPage(Chromium chromium) throws Exception {
        this.chromium = chromium;
        Path told = chromium.profile().resolve("DevToolsActivePort");
        Eventually.withinSeconds(PATIENCE_SECONDS)
                .until(
                        "the browser can be asked",
                        () -> Files.exists(told) && Files.readAllLines(told).size() == 2);
        String pages = "http://127.0.0.1:" + Files.readAllLines(told).getFirst() + "/json/list";
        JsonNode page = JSON.readTree(Http.get(pages).body()).get(0);
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Answers())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ask("Log.enable", JSON.createObjectNode());
    }

    /** Opens a page and waits until all of it is there. */
    static BrowserPage open(String url, int width, int height) throws Exception {
        BrowserPage page = new BrowserPage(
                Chromium.start("--remote-debugging-port=0", "--window-size=" + width + "," + height, "about:blank"));
        page.go(url);
        return page;
    }

    void go(String url) throws Exception {
        ask("Page.navigate", JSON.createObjectNode().put("url", url));
        Eventually.withinSeconds(PATIENCE_SECONDS)
                .until(
                        "the page is there",
                        () -> text("document.readyState").equals("complete")
                                && !text("location.href").equals("about:blank"));
    }

    /** What an expression of the page's own language comes to. */
    String text(String expression) throws Exception {
        return ask(
                        "Runtime.evaluate",
                        JSON.createObjectNode()
                                .put("expression", "String(" + expression + ")")
                                .put("userGesture", true))
                .at("/result/value")
                .asText();
    }

    /** Types into a field as a person would. */
    void type(String selector, String typed) throws Exception {
        text("document.querySelector('" + selector + "').focus()");
        ask("Input.insertText", JSON.createObjectNode().put("text", typed));
    }

    void click(String selector) throws Exception {
        text("document.querySelector('" + selector + "').click()");
    }

    /** Shows the page by a dark or a light scheme from now on. */
    void scheme(String scheme) throws Exception {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        ask("Emulation.setEmulatedMedia", media);
    }

    /** A picture of what is seen, as PNG. */
    void photograph(Path file) throws Exception {
        String data = ask("Page.captureScreenshot", JSON.createObjectNode())
                .path("data")
                .asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** What the browser had to say against the page, such as what its policy forbade. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode ask(String method, ObjectNode parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", parameters);
        socket.sendText(question.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Answers come in parts, and events between them. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                whole(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void whole(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                if (said.path("method").asText().equals("Log.entryAdded")) {
                    complaints.add(said.at("/params/entry/text").asText());
                } else if (asked.containsKey(said.path("id").asInt())) {
                    asked.remove(said.path("id").asInt()).complete(said.path("result"));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        chromium.close();
    }
}
