package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests are called, behind a proxy at 127.0.0.2. */
abstract class RequestIdsSuite extends HttpSuite {
    private static final String NAME = "X-Request-Id";

    @Override
    void fill() {
        headend.front(new FrontDoor(null, TrustedProxies.of(List.of("127.0.0.2")), ViewerCountries.DEFAULT));
    }

    @Test
    void eachHasAnotherName() {
        assertThat(name(Ask.get("/health"))).matches("[0-9a-f]{8}-[0-9a-f]+").isNotEqualTo(name(Ask.get("/health")));
        assertThat(name(Ask.get("/no/such/route/here"))).isNotEmpty();
    }

    @Test
    void onlyATrustedProxyNamesThemAndOnlyPlausibly() {
        Ask named = Ask.get("/health").with(NAME, "from-proxy.1_A");
        assertThat(name(named.from(2))).isEqualTo("from-proxy.1_A");
        assertThat(name(named.from(3))).isNotEqualTo("from-proxy.1_A");
        assertThat(name(named.with(NAME, "second").from(2))).doesNotContain("proxy", "second");
        for (String odd : List.of("", "a b", "a\"b", "x".repeat(65), "{}")) {
            assertThat(name(Ask.get("/health").with(NAME, odd).from(2))).matches("[0-9a-f]{8}-[0-9a-f]+");
        }
    }

    @Test
    void whatPlaysIsNotNamed() {
        assertThat(send(Ask.get("/play/ticket/tiny/index.m3u8")).header(NAME)).isEmpty();
    }

    private String name(Ask ask) {
        return send(ask).header(NAME).orElse("");
    }
}
