package dev.headwater.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    @Test
    void aNetworkHoldsItsAddressesAndNoOthers() {
        assertTrust("10.1.0.0/16", "10.1.0.0", "10.1.255.255").isNot("10.0.255.255", "10.2.0.0", "::10.1.0.0", "::");
        assertTrust("10.1.2.3/9", "10.0.0.0", "10.127.255.255").isNot("10.128.0.0");
        assertTrust("192.0.2.1", "192.0.2.1").isNot("192.0.2.2");
        assertTrust("2001:db8::/33", "2001:db8:7fff::1").isNot("2001:db8:8000::", "32.1.13.184");
        assertTrust("::1", "::1").isNot("::2", "0.0.0.1");
        assertTrust("0.0.0.0/0", "255.255.255.255", "0.0.0.0").isNot("::1");
        assertTrust("::ffff:10.0.0.0/104", "10.255.0.1").isNot("11.0.0.1");
    }

    @Test
    void nobodyIsTrustedByDefault() {
        assertThat(TrustedProxies.NONE.trusts(InetAddress.getLoopbackAddress())).isFalse();
        assertThat(TrustedProxies.of(List.of()).isEmpty()).isTrue();
    }

    @Test
    void whatIsNoNetworkIsNamed() {
        for (String wrong : List.of(
                "",
                "/",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "::/129",
                "10.0.0/8",
                "proxy",
                "localhost",
                "10.0.0.0/ 8",
                " 10.0.0.1",
                "fe80::1%eth0",
                "::ffff:10.0.0.0/95",
                "[::1]",
                "10.0.0.256")) {
            assertThatThrownBy(() -> TrustedProxies.of(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'" + wrong + "' is no address");
        }
    }

    private static Trusted assertTrust(String network, String... addresses) {
        TrustedProxies proxies = TrustedProxies.of(List.of(network));
        assertThat(addresses).allMatch(address -> proxies.trusts(InetAddress.ofLiteral(address)));
        return new Trusted(proxies);
    }

    private record Trusted(TrustedProxies proxies) {
        void isNot(String... addresses) {
            assertThat(addresses).noneMatch(address -> proxies.trusts(InetAddress.ofLiteral(address)));
        }
    }
}
