package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources that bring nothing: each channel says what is wrong with its own, and the others go on. */
@ExtendWith(SharedHeadwater.class)
class BadSourcesTest {
    private final HeadwaterProcess headwater;

    BadSourcesTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void eachSaysWhatIsWrongAndTheOthersGoOn() throws Exception {
        Ffmpeg.assumePresent();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/garbage", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[300_000]);
            }
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> sources =
                Map.of("Nobody", "http://127.0.0.1:9/live.ts", "Missing", base + "/none", "Garbage", base + "/garbage");
        try (Ffmpeg player = Ffmpeg.play(headwater.line("good", 1).channel(SharedHeadwater.TEST_CARD))) {
            player.awaitFrames(25, 40);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                headwater.command("channel", "add", source.getKey(), "--source", source.getValue(), "--allow-private");
            }
            Eventually.withinSeconds(60)
                    .until(
                            "all three have failed",
                            () -> sources.keySet().stream()
                                    .allMatch(name ->
                                            channel(name).path("state").asText().equals("failed")));
            assertThat(error("Nobody")).contains("127.0.0.1").contains("refused");
            assertThat(error("Missing")).contains("404");
            assertThat(error("Garbage")).isNotBlank();
            player.awaitFrames(50, 20);
            assertThat(player.lost()).isZero();
        } finally {
            for (String name : sources.keySet()) {
                headwater.command("channel", "remove", channel(name).path("id").asText());
            }
            server.stop(0);
        }
    }

    private String error(String channel) {
        return channel(channel).path("error").asText();
    }

    private JsonNode channel(String name) {
        try {
            for (JsonNode channel : headwater.command("channel", "list")) {
                if (channel.path("name").asText().equals(name)) {
                    return channel;
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("there is no channel " + name);
    }
}
