package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.LineStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Endless streams before their first byte: who gets one, by which of the paths that apps use. */
abstract class StreamSuite extends HttpSuite {
    private static final String WORD = XtreamSuite.PASSWORD;
    private final Fill fill = new Fill(headend);
    private int line;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", WORD).id();
        channel = fill.channelOnAir("One").id();
    }

    @Test
    void aLookSaysWhatWouldComeAndTakesNoConnection() {
        assumeTrue(door.streams());
        for (String path :
                List.of("/live/ada/" + WORD + "/%d.ts", "/live/ada/" + WORD + "/%d", "/ada/" + WORD + "/%d")) {
            Reply head = app.send(Ask.of("HEAD", path.formatted(channel)));
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.header("Content-Type")).hasValue("video/mp2t");
            assertThat(head.header("Cache-Control")).hasValue("no-store");
            assertThat(head.header("Content-Length"))
                    .as("length of what has no end")
                    .isEmpty();
        }
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).isEmpty();
    }

    @Test
    void whoComesWithATicketFromElsewhereIsToldTheSame() {
        assumeTrue(door.streams());
        String ticket = app.mediaPath(channel).split("/", -1)[2];
        Reply head = app.send(Ask.of("HEAD", "/play/" + ticket + "/stream.ts"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).hasValue("video/mp2t");
        assertThat(app.get("/play/" + ticket.toLowerCase(Locale.ROOT) + "/stream.ts")
                        .status())
                .isEqualTo(403);
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).isEmpty();
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 1, null, LineStatus.DISABLED));
        headend.clock().advance(Duration.ofSeconds(2));
        assertThat(app.get("/play/" + ticket + "/stream.ts").status()).isEqualTo(403);
    }

    @Test
    void hlsPlaysWithoutLiveToo() {
        assertThat(app.get("/ada/" + WORD + "/" + channel + ".m3u8").uris()).isNotEmpty();
    }

    @Test
    void refusalsAreThoseOfHls() {
        headend.bouquets().add("other", Set.of());
        fill.line("bob", WORD, l -> l.withAccess(List.of("other"), 1, null, LineStatus.ACTIVE));
        int silent = fill.channel("Silent", "General").id();
        assertThat(app.get("/live/ada/wrong/" + channel + ".ts").status()).isEqualTo(401);
        assertThat(app.get("/ada/" + WORD + "/99").status()).isEqualTo(404);
        assertThat(app.get("/ada/" + WORD + "/99999999999.ts").status()).isEqualTo(404);
        assertThat(app.get("/bob/" + WORD + "/" + channel).status()).isEqualTo(403);
        if (door.streams()) {
            assertThat(app.get("/ada/" + WORD + "/" + silent + ".ts").status())
                    .as("off air, and no slate was made")
                    .isEqualTo(503);
        }
        assertThat(headend.sessions().live(line, ConnectionLimit.of(1))).isEmpty();
    }
}
