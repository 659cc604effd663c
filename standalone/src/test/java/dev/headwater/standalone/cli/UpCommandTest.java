package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class UpCommandTest {
    @Test
    void addressesAreRead() {
        parses("--bind", "::1", "--public-url", "https://tv.example:8443/tv");
        parses("--edge-url", "http://a.example,https://[2001:db8::1]:444", "--edge-url", "http://b.example");
        parses("--trusted-proxy", "127.0.0.1,10.0.0.0/8", "--trusted-proxy", "::1");
        parses("--tls-cert", "a.pem", "--tls-key", "b.pem");
        parses("--geo", "country.csv", "--country-header", "CF-IPCountry");
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

    @Test
    void aFileOfCountriesThatIsNoneIsNamedBeforeAnythingStarts(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("geo.csv"), "10.0.0.0/8,DE\n10.1.0.0/16,FR\n");
        UpCommand up = new UpCommand();
        new CommandLine(up)
                .parseArgs(
                        "--geo",
                        file.toString(),
                        "--data",
                        folder.resolve("data").toString());
        assertThatThrownBy(up::call)
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("geo.csv, line 2: overlaps line 1");
        assertThat(folder.resolve("data")).doesNotExist();
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
