package dev.headwater.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private static Reach of(String literal) {
        return Reach.of(InetAddress.ofLiteral(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::8.8.8.8"})
    void whatAnybodyReachesIsPublic(String literal) {
        assertThat(of(literal)).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "2001:db8::1",
                "2001::1",
                "::ffff:192.168.1.1",
                "64:ff9b::10.0.0.1",
                "::ffff:0:10.0.0.1",
                "::ffff:0:127.0.0.1",
                "2002:c0a8:101::1"
            })
    void whatIsSomebodysOwnIsPrivate(String literal) {
        assertThat(of(literal)).isEqualTo(Reach.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "0.0.0.0",
                "0.1.2.3",
                "255.255.255.255",
                "239.1.1.1",
                "::",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "ff02::1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b:1::169.254.169.254",
                "64:ff9b:1:ffff::1",
                "2002:a9fe:a9fe::1"
            })
    void plumbingIsForbidden(String literal) {
        assertThat(of(literal)).isEqualTo(Reach.FORBIDDEN);
    }
}
