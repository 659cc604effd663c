package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MisspeltTest {
    @Test
    void anOptionIsCalledUnknownThoughTheRightOneIsMissing() {
        assertThat(said("channel", "add", "News", "--sorce", "file:/x"))
                .startsWith("headwater: Unknown option")
                .contains("'--sorce'", "did you mean --source")
                .contains("channel add --help")
                .hasLineCount(1);
    }

    @Test
    void aVerbIsFollowedByTheOneThatWasMeant() {
        assertThat(said("channel", "ad", "News")).contains("'ad'", "did you mean");
    }

    @Test
    void whatIsMissingIsSaidOtherwise() {
        assertThat(said("channel", "add", "News")).contains("--source=URL").doesNotContain("mean");
    }

    private static String said(String... arguments) {
        StringWriter err = new StringWriter();
        int code = Headwater.commandLine(Map.of())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        return err.toString();
    }
}
