package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What nobody sends who only wants to watch. */
abstract class HostileSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        channel = fill.channelOnAir("One").id();
        fill.edge("edge-1", 8081);
    }

    @Test
    void aHostThatCouldMeanSomethingInAPolicyIs400() {
        String media = app.mediaPath(channel);
        List<String> paths = List.of(
                "/live/ada/s3cret-word/" + channel + ".m3u8",
                media,
                app.segmentPaths(media).getFirst());
        for (String host : List.of(
                "*",
                "*.example",
                "tv.example*",
                "tv.exa\"mple",
                "tv?",
                "tv.example/*",
                "a\\b",
                "tv.example:80:80",
                "tv.example:",
                "tv.example:0",
                "tv.example:65536",
                "[*]",
                "[::1",
                "::1",
                "tv#",
                "tv@x",
                "tv,x",
                "tv x",
                "tv\tx",
                "ü",
                "%2A",
                "x".repeat(300),
                "")) {
            for (String path : paths) {
                Reply reply = app.send(Ask.get(path).toHost(host));
                assertThat(reply.status()).as(host).isEqualTo(400);
                assertThat(reply.header("Location")).isEmpty();
                assertThat(reply.header("Cache-Control")).hasValue("no-store");
            }
        }
        for (String path : paths) {
            assertThat(app.send(Ask.get(path).without("Host")).status()).isEqualTo(400);
            assertThat(app.send(Ask.get(path).with("Host", "evil.example")).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void headersAProxyWouldSetAreNotBelieved() {
        String path = app.segmentPaths(app.mediaPath(channel)).getFirst();
        Reply reply = app.send(Ask.get(path)
                .with("X-Forwarded-Host", "evil.example")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-For", "192.0.2.9")
                .with("Forwarded", "host=evil.example;proto=https"));
        assertThat(reply.header("Location").orElseThrow()).startsWith("http://tv.example:8081/");
    }

    @Test
    void aTicketOneCharacterOffIs403() {
        String media = app.mediaPath(channel);
        String ticket = media.split("/", -1)[2];
        for (int i = 0; i < ticket.length(); i += 3) {
            char other = ticket.charAt(i) == 'A' ? 'B' : 'A';
            String forged = ticket.substring(0, i) + other + ticket.substring(i + 1);
            assertThat(app.get(media.replace(ticket, forged)).status()).isEqualTo(403);
        }
        for (String junk : List.of(
                "x",
                ticket + "A",
                ticket.substring(1),
                ticket.substring(0, 62) + "==",
                "A".repeat(64),
                "%00".repeat(64),
                "%2e%2e",
                "ü".repeat(64),
                ticket + "%0A",
                ticket.toLowerCase(Locale.ROOT))) {
            assertThat(app.get(media.replace(ticket, junk)).status()).as(junk).isEqualTo(403);
            assertThat(app.get(app.segmentPaths(media).getFirst().replace(ticket, junk))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTicketOfAnotherHeadendIs403() {
        Headend other = new Headend();
        Fill there = new Fill(other);
        there.line("ada", "s3cret-word");
        there.channelOnAir("One");
        try (HttpDoor door2 = open(other)) {
            String foreign = new PlayerApp(door2).mediaPath(channel);
            assertThat(door2.get(foreign).status()).isEqualTo(200);
            assertThat(app.get(foreign).status()).isEqualTo(403);
        }
    }
}
