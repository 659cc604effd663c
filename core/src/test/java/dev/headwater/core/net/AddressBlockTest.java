package dev.headwater.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    private static boolean contains(String block, String address) {
        return AddressBlock.parse(block).orElseThrow().contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.0",
        "192.0.2.0/24,192.0.2.255",
        "192.0.2.77/24,192.0.2.1",
        "192.0.2.10/32,192.0.2.10",
        "192.0.2.8/29,192.0.2.15",
        "128.0.0.0/1,255.1.2.3",
        "0.0.0.0/0,203.0.113.9",
        "2001:db8::/32,2001:db8:ffff::1",
        "2001:db8::5/128,2001:db8::5",
        "2001:DB8:0:0:0:0:0:8/125,2001:db8::f",
        "::/0,2001:db8::5",
    })
    void holds(String block, String address) {
        assertThat(contains(block, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.3.0",
        "192.0.2.0/24,192.0.1.255",
        "192.0.2.10/32,192.0.2.11",
        "192.0.2.8/29,192.0.2.16",
        "128.0.0.0/1,127.255.255.255",
        "0.0.0.0/0,2001:db8::5",
        "::/0,192.0.2.1",
        "2001:db8::/32,2001:db9::1",
        "2001:db8::5/128,2001:db8::4",
        "2001:db8::8/125,2001:db8::10",
    })
    void doesNotHold(String block, String address) {
        assertThat(contains(block, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "192.0.2.0",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/024",
                "192.0.2.0/255.255.255.0",
                "192.0.2/24",
                "192.0.2.256/24",
                "192.0.2.010/32",
                "0xC0.0.2.0/24",
                "192.0.2.*/24",
                "192.0.2.0/24,10.0.0.0/8",
                "2001:db8::5",
                "2001:db8::5/129",
                "2001:db8::5%eth0/64",
                "::ffff:192.0.2.0/120",
                "::ffff:c000:200/120",
                ":/0",
                "example.org/24",
            })
    void anythingElseIsNone(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
