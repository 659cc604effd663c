package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** How {@code edge serve} may not be called; that it serves is seen where there is an origin. */
class EdgeServeCommandTest {
    private static final String SECRET = "s3cret-t0ken";

    private static String refusal(Map<String, String> environment, String... args) {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new EdgeServeCommand(environment))
                .setErr(new PrintWriter(err))
                .execute(args);
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).doesNotContain(SECRET).doesNotContain("\tat ");
        return err.toString();
    }

    private static String refusal(String... args) {
        return refusal(Map.of(EdgeServeCommand.TOKEN_VARIABLE, SECRET), args);
    }

    @Test
    void theTokenHasToComeFromSomewhereAndOnce(@TempDir Path folder) throws IOException {
        assertThat(refusal(Map.of(), "--origin", "http://a:1", "--port", "0"))
                .contains("--token")
                .contains("HEADWATER_EDGE_TOKEN");
        Path file = Files.writeString(folder.resolve("token"), SECRET + "\n");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--token", "x", "--token-file", file.toString()))
                .contains("one too many");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--token-file", folder + "/none"))
                .contains("can not be read");
        Path two = Files.writeString(folder.resolve("two"), SECRET + "\n" + SECRET);
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--token-file", two.toString()))
                .contains("a token is");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(refusal("--origin", "ftp://a:1", "--port", "0")).contains("an origin is");
        assertThat(refusal("--origin", "http://a:1/x?y", "--port", "0")).contains("an origin is");
        assertThat(refusal("--origin", "http://a:1", "--port", "70000")).contains("a port is");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--capacity", "-1"))
                .contains("capacity");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--cache", "0"))
                .contains("a cache is 1 to");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--cache", "999999999"))
                .contains("a cache is 1 to");
        assertThat(refusal("--origin", "http://a:1")).contains("--port");
        assertThat(refusal("--origin", "http://a:1", "--port", "0", "--tls-cert", "c.pem"))
                .contains("--tls-key");
    }
}
