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
    void whatStandsBehindItIsNotShown() {
        assertThat(said("channel", "add", "News", "--sorce", "http://p/live/ada/canary/1.ts"))
                .doesNotContain("canary");
        assertThat(said("line", "list", "--pasword=canary"))
                .contains("--pasword")
                .doesNotContain("canary");
        assertThat(said("line", "list", "--pasword", "canary"))
                .contains("--pasword")
                .doesNotContain("canary");
    }

    @Test
    void aVerbIsFollowedByTheOneThatWasMeant() {
        assertThat(said("channel", "ad", "News"))
                .startsWith("headwater: Unknown command: 'ad' (did you mean add")
                .doesNotContain("News");
        assertThat(said("channel", "ad", "News", "--source", "file:/x"))
                .contains("'ad'")
                .doesNotContain("--source");
    }

    @Test
    void noMoreIsShownThanWhatIsMisspelt() {
        assertThat(said("line", "list", "--pasword", "-Xcanary"))
                .contains("--pasword")
                .doesNotContain("canary");
        assertThat(said("line", "ad", "bob", "canary")).contains("'ad'").doesNotContain("canary");
        assertThat(said("line", "list", "-pcanary")).contains("'-p'").doesNotContain("canary");
        assertThat(said("line", "list", "canary")).contains("a word too many").doesNotContain("canary");
    }

    @Test
    void whatIsMissingIsSaidOtherwise() {
        assertThat(said("channel", "add", "News")).contains("--source=URL").doesNotContain("did you mean");
        assertThat(said("channel", "add", "My", "News"))
                .contains("--source=URL")
                .doesNotContain("News");
    }

    @Test
    void aNameIsNoId() {
        assertThat(said("channel", "show", "News"))
                .startsWith("headwater: 'News' is no id; headwater channel list shows them");
        assertThat(said("channel", "show")).contains("Missing required parameter");
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
