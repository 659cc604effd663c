package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.playback.session.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind proxies at 127.0.0.2 and 10.1.0.0/16; whoever comes from elsewhere makes such headers up. */
abstract class ProxySuite extends HttpSuite {
    private static final int PROXY = 2;
    private static final int ANYBODY = 3;
    private static final List<String> NAMES = List.of(
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "CloudFront-Viewer-Address",
            "CloudFront-Forwarded-Proto");
    private final Fill fill = new Fill(headend);
    private int line;
    private int channel;

    @Override
    void fill() {
        headend.front(
                new FrontDoor(null, TrustedProxies.of(List.of("127.0.0.2", "10.1.0.0/16")), ViewerCountries.DEFAULT));
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
        fill.edge("here", 8081);
    }

    @Test
    void theViewerIsTheFirstFromTheRightThatIsNoProxy() {
        assertThat(address("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(address("198.51.100.1, 192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(address("192.0.2.7, 10.1.2.3")).isEqualTo("192.0.2.7");
        assertThat(address("203.0.113.9,192.0.2.7 , 10.1.2.3:4000")).isEqualTo("192.0.2.7");
        assertThat(address("192.0.2.7:50123")).isEqualTo("192.0.2.7");
        assertThat(address("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(address("[::ffff:c000:207]:80")).isEqualTo("192.0.2.7");
        assertThat(address("2001:db8:1:2::3")).isEqualTo("2001:0db8:0001:0002::/64");
        assertThat(address("[2001:db8:1:2::3]:443")).isEqualTo("2001:0db8:0001:0002::/64");
        assertThat(address("192.0.2.7, ::ffff:10.1.0.1")).isEqualTo("192.0.2.7");
        assertThat(address("10.1.0.9, 10.1.0.1")).isEqualTo("10.1.0.9");
    }

    @Test
    void severalHeadersAreOneList() {
        Ask ask = Ask.get("").with("X-Forwarded-For", "192.0.2.7").with("X-Forwarded-For", "10.1.2.3");
        assertThat(address(ask.from(PROXY))).isEqualTo("192.0.2.7");
    }

    @Test
    void whatCanNotBeReadEndsTheListAtTheLastProxy() {
        for (String junk : List.of(
                "",
                ",",
                "unknown",
                "192.0.2",
                "1",
                "0x7f.1",
                "192.0.2.256",
                "fe80::1%eth0",
                "tv.example",
                "[::1",
                "ü")) {
            assertThat(address(junk)).as(junk).isEqualTo("127.0.0.2");
            assertThat(address(junk + ", 10.1.0.1")).as(junk).isEqualTo("10.1.0.1");
        }
        assertThat(address("192.0.2.7, " + "10.1.0.1, ".repeat(900) + "10.1.0.1"))
                .isEqualTo("10.1.0.1");
        assertThat(address("x".repeat(10_000))).isEqualTo("127.0.0.2");
    }

    @Test
    void cloudFrontIsAskedWhereThereIsNoList() {
        Ask ask = Ask.get("").from(PROXY);
        assertThat(address(ask.with("CloudFront-Viewer-Address", "192.0.2.7:46532")))
                .isEqualTo("192.0.2.7");
        assertThat(address(ask.with("CloudFront-Viewer-Address", "2001:db8:1:2:0:0:0:3:46532")))
                .isEqualTo("2001:0db8:0001:0002::/64");
        assertThat(address(ask.with("CloudFront-Viewer-Address", "192.0.2.7"))).isEqualTo("127.0.0.2");
        assertThat(address(ask.with("CloudFront-Viewer-Address", "192.0.2.66:1").with("X-Forwarded-For", "192.0.2.7")))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void theHostIsTheOneTheLastProxyNames() {
        assertThat(base(Ask.get("").with("X-Forwarded-Proto", "https"))).isEqualTo("https://tv.example:8080");
        assertThat(base(Ask.get("").toHost("inner").with("X-Forwarded-Host", "Outer.example")))
                .isEqualTo("http://outer.example");
        assertThat(base(Ask.get("")
                        .with("X-Forwarded-Host", "evil.example, outer.example")
                        .with("X-Forwarded-Proto", "http, HTTPS")
                        .with("X-Forwarded-Port", "8443")))
                .isEqualTo("https://outer.example:8443");
        assertThat(base(Ask.get("")
                        .with("X-Forwarded-Host", "outer.example:444")
                        .with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-Port", "443")))
                .isEqualTo("https://outer.example:444");
        assertThat(base(Ask.get("").with("X-Forwarded-Host", "[2001:DB8::0:1]").with("X-Forwarded-Port", "81")))
                .isEqualTo("http://[2001:db8::1]:81");
        assertThat(base(Ask.get("").with("X-Forwarded-Host", ", ,"))).isEqualTo("http://tv.example:8080");
        assertThat(base(Ask.get("").with("CloudFront-Forwarded-Proto", "https")))
                .isEqualTo("https://tv.example:8080");
    }

    @Test
    void aForwardedHostThatIsNoneIs400() {
        for (String host : List.of("*", "a\"b", "tv/x", "[fe80::1%eth0]", "x".repeat(10_000))) {
            Ask ask = Ask.get("/player_api.php").with("X-Forwarded-Host", host);
            assertThat(send(ask.from(PROXY)).status()).as(host).isEqualTo(400);
            assertThat(send(ask.from(ANYBODY)).status()).as(host).isEqualTo(200);
        }
        assertThat(send(Ask.get("/player_api.php")
                                .toHost("*")
                                .with("X-Forwarded-Host", "fine")
                                .from(PROXY))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSchemeOrPortThatIsNoneCountsForNothing() {
        for (String junk : List.of("", "ftp", "https://", "*", "0", "-1", "443x", "x".repeat(5_000))) {
            assertThat(base(Ask.get("")
                            .toHost("tv.example")
                            .with("X-Forwarded-Proto", junk)
                            .with("X-Forwarded-Port", junk)))
                    .as(junk)
                    .isEqualTo("http://tv.example");
        }
    }

    @Test
    void fromAnybodyElseTheyChangeNothing() {
        Ask plain = Ask.get("/").from(ANYBODY);
        String before = send(plain).text();
        for (String name : NAMES) {
            for (String value : List.of("192.0.2.7", "192.0.2.7:80", "https", "evil.example", "*", "443")) {
                assertThat(send(plain.with(name, value)).text()).isEqualTo(before);
                assertThat(address(Ask.get("").with(name, value).from(ANYBODY))).isEqualTo("127.0.0.3");
            }
        }
        assertThat(before).contains("http://tv.example:8080\n");
    }

    @Test
    void guessesCountForTheViewerAndNotForTheProxy() {
        String wrong = "/live/ada/wrong/" + channel + ".m3u8";
        int status = 0;
        for (int i = 0; i < 100 && status != 429; i++) {
            status = send(Ask.get(wrong).with("X-Forwarded-For", "192.0.2.7").from(PROXY))
                    .status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(send(Ask.get(wrong).with("X-Forwarded-For", "192.0.2.8").from(PROXY))
                        .status())
                .isEqualTo(401);
    }

    private String address(String forwardedFor) {
        return address(Ask.get("").with("X-Forwarded-For", forwardedFor).from(PROXY));
    }

    /** Whose the connection is that a playback with these headers takes. */
    private String address(Ask ask) {
        headend.sessions()
                .live(line, ConnectionLimit.of(1))
                .forEach(session -> headend.sessions().close(line, session.id()));
        String media = get("/live/ada/s3cret-word/" + channel + ".m3u8").uris().getFirst();
        assertThat(send(new Ask("GET", media, ask.headers(), ask.body(), ask.from()))
                        .status())
                .isEqualTo(200);
        return headend.sessions().live(line, ConnectionLimit.of(1)).stream()
                .map(Session::client)
                .map(client -> client.address())
                .findFirst()
                .orElseThrow();
    }

    /** What URLs of ours begin with in the answer to these headers, from the proxy. */
    private String base(Ask ask) {
        Reply reply = send(new Ask("GET", "/", ask.headers(), ask.body(), PROXY));
        return reply.text()
                .lines()
                .filter(text -> text.contains("Server (host)"))
                .map(text -> text.replaceAll(".* ", ""))
                .findFirst()
                .orElseThrow();
    }
}
