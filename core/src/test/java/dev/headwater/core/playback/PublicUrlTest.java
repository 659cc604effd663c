package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicUrlTest {
    @Test
    void aUrlIsReadAndWrittenInOneSpelling() {
        Map.of(
                        "http://tv.example", "http://tv.example",
                        "HTTPS://TV.example:443/", "https://tv.example",
                        "http://tv.example:443", "http://tv.example:443",
                        "https://tv.example:8443/my/tv/", "https://tv.example:8443/my/tv",
                        "http://[2001:DB8:0:0:0::1]/a.b", "http://[2001:db8::1]/a.b",
                        "http://192.0.2.1:8080/~x", "http://192.0.2.1:8080/~x")
                .forEach((text, base) ->
                        assertThat(PublicUrl.parse(text).base()).as(text).isEqualTo(base));
    }

    @Test
    void whatIsNoneOrWouldBeAmbiguousIsRefusedWithASentence() {
        for (String wrong : List.of(
                "",
                "tv.example",
                "//tv.example",
                "ftp://tv.example",
                "http://",
                "http:///tv",
                "http://user@tv.example",
                "http://tv.example:0",
                "http://tv.example:99999",
                "http://*.example",
                "http://[fe80::1%25eth0]",
                "http://tv.example?x",
                "http://tv.example/tv#x",
                "http://tv.example/a//b",
                "http://tv.example/a/../b",
                "http://tv.example/..",
                "http://tv.example/%74v",
                "http://tv.example/live",
                "http://tv.example/play/x",
                "http://tv.example /tv",
                "http://tv.example/" + "x".repeat(500))) {
            assertThatThrownBy(() -> PublicUrl.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }

    @Test
    void anAddressHasOneSpelling() throws Exception {
        Map.of(
                        "[0:0:0:0:0:0:0:1]", "[::1]",
                        "[0:0:0:0:0:0:0:0]", "[::]",
                        "[2001:DB8:0:0:1:0:0:1]", "[2001:db8::1:0:0:1]",
                        "[2001:db8:0:1:1:1:1:1]", "[2001:db8:0:1:1:1:1:1]",
                        "[2001:0:0:1:0:0:0:1]", "[2001:0:0:1::1]",
                        "[1:0:0:0:0:0:0:0]", "[1::]",
                        "[::ffff:192.0.2.1]", "192.0.2.1",
                        "[::192.0.2.1]", "[::c000:201]",
                        "192.0.2.1", "192.0.2.1")
                .forEach((given, host) -> assertThat(PublicHost.parse("http", given))
                        .map(PublicHost::host)
                        .as(given)
                        .contains(host));
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        assertThat(PublicHost.of("http", Inet6Address.getByAddress(null, linkLocal, 2), 8080)
                        .base())
                .isEqualTo("http://[fe80::1]:8080");
    }

    @Test
    void whatIsNoAddressIsNoHost() {
        for (String wrong :
                List.of("[::1%1]", "[fe80::1%eth0]", "[:::]", "[1.2.3.4]", "[1::2::3]", "[12345::]", "[:1]")) {
            assertThat(PublicHost.parse("http", wrong)).as(wrong).isEmpty();
        }
    }
}
