package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody sees who opens in a browser what belongs into an app; and which answers a Host that is none has. */
abstract class WelcomeSuite extends HttpSuite {
    @Override
    void fill() {}

    @Test
    void itSaysWhatToTypeIntoAnApp() {
        Reply reply = get("/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(reply.text()).startsWith("Headwater\n").contains("http://tv.example:8080\n");
        assertThat(send(Ask.get("/").toHost("[2001:DB8:0:0::1]:8080")).text()).contains("http://[2001:db8::1]:8080\n");
    }

    @Test
    void aHostThatIsNoneIs400WhereItWouldBeNamedAndIgnoredWhereNot() {
        for (String host : List.of("*", "a\"b", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[1.2.3.4]", "[::1::]", "")) {
            for (String target : List.of(
                    "/", "/player_api.php", "/get.php", "/live/a/b/1.m3u8", "/live/a/b/x", "/play/t/r/index.m3u8")) {
                assertThat(send(Ask.get(target).toHost(host)).status())
                        .as("%s %s", target, host)
                        .isEqualTo(400);
            }
            assertThat(send(Ask.get("/health").toHost(host)).status()).isEqualTo(200);
            assertThat(send(Ask.get("/no/such/route").toHost(host)).status()).isEqualTo(404);
        }
    }
}
