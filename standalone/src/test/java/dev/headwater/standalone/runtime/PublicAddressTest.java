package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicAddressTest {
    @Test
    void oneAddressStandsForItself() {
        assertThat(PublicAddress.of("http", InetAddress.ofLiteral("127.0.0.1"), 8080))
                .extracting(PublicAddress::base)
                .containsExactly("http://127.0.0.1:8080");
        assertThat(PublicAddress.of("http", InetAddress.ofLiteral("::1"), 80))
                .extracting(PublicAddress::base)
                .containsExactly("http://[::1]");
    }

    @Test
    void allAddressesAreThoseOfTheLanOrAtLeastLoopback() {
        assertThat(PublicAddress.of("http", InetAddress.ofLiteral("0.0.0.0"), 8080))
                .isNotEmpty()
                .noneMatch(address -> address.host().equals("0.0.0.0"));
    }

    @Test
    void portsThatCanNotBeAreRefused() {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        Path data = Path.of("data");
        assertThatThrownBy(() -> UpOptions.local(data, loopback, 70_000, List.of(1), true, Front.DIRECT))
                .hasMessageContaining("0 to 65535");
        assertThatThrownBy(() -> UpOptions.local(data, loopback, 8080, List.of(8081, 8080), true, Front.DIRECT))
                .hasMessageContaining("named twice");
        assertThatThrownBy(() -> UpOptions.local(data, loopback, 8080, List.of(), true, Front.DIRECT))
                .hasMessageContaining("there has to be an edge");
    }
}
