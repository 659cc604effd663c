package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class UpCommandTest {
    @Test
    void addressesAreRead() {
        parses("--bind", "::1", "--public-url", "https://tv.example:8443/tv");
        parses("--edge-url", "http://a.example,https://[2001:db8::1]:444", "--edge-url", "http://b.example");
        parses("--trusted-proxy", "127.0.0.1,10.0.0.0/8", "--trusted-proxy", "::1");
        parses("--tls-cert", "a.pem", "--tls-key", "b.pem");
    }

    @Test
    void whatIsNoneIsRefusedWithItsOption() {
        refuses("--public-url", "--public-url", "tv.example");
        refuses("--edge-url", "--edge-url", "http://a.example,ftp://b.example");
        refuses("--bind", "--bind", "fe80::1");
        refuses("--bind", "--bind", "999.1.1.1");
    }

    @Test
    void aCertificateNeedsItsKey() {
        refuses("--tls-key", "--tls-cert", "a.pem");
        refuses("--tls-cert", "--tls-key", "a.pem");
    }

    private static void parses(String... options) {
        assertThatCode(() -> new CommandLine(new UpCommand()).parseArgs(options))
                .doesNotThrowAnyException();
    }

    private static void refuses(String named, String... options) {
        assertThatThrownBy(() -> new CommandLine(new UpCommand()).parseArgs(options))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(named);
    }
}
