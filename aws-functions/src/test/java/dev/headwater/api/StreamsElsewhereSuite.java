package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endless streams, asked for where none is held: who may have one is sent on with a ticket. */
abstract class StreamsElsewhereSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private int line;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
    }

    @Test
    void theStreamIsWhereTheTicketIsGood() {
        for (String path : List.of("/live/ada/s3cret-word/%d.ts", "/live/ada/s3cret-word/%d", "/ada/s3cret-word/%d")) {
            for (String method : List.of("GET", "HEAD")) {
                Reply reply = app.send(Ask.of(method, path.formatted(channel)));
                assertThat(reply.status()).as(path).isEqualTo(302);
                assertThat(reply.header("Cache-Control")).hasValue("no-store");
                assertThat(reply.header("Location").orElseThrow())
                        .matches("http://stream\\.example/play/[A-Za-z0-9_-]{64}/stream\\.ts");
            }
        }
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1)))
                .as("it takes a connection there, not here")
                .isEmpty();
    }

    @Test
    void noOtherServerHoldsAnyEither() {
        String location = app.get("/live/ada/s3cret-word/" + channel + ".ts")
                .header("Location")
                .orElseThrow();
        assertThat(get(location.substring("http://stream.example".length())).status())
                .isEqualTo(404);
    }

    @Test
    void whatPlaysIsTold() {
        assertThat(get("/player_api.php?username=ada&password=s3cret-word")
                        .json()
                        .at("/user_info/allowed_output_formats"))
                .extracting(format -> format.asText())
                .containsExactly("m3u8", "ts");
    }
}
