package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteOptionsTest {
    /** Nobody listens there. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void optionsGoBeforeTheEnvironment() {
        Map<String, String> environment =
                Map.of("HEADWATER_SERVER", "http://127.0.0.1:2", "HEADWATER_KEY", "hwk_environment");
        assertThat(run(environment, "line", "list")).contains("http://127.0.0.1:2 can not be reached");
        assertThat(run(environment, "line", "list", "--server", NOWHERE)).contains(NOWHERE + " can not be reached");
        assertThat(run(
                        environment,
                        "line",
                        "list",
                        "--data",
                        folder.resolve("none").toString()))
                .contains("there is no data folder");
    }

    @Test
    void aKeyIsNeeded() throws Exception {
        assertThat(run(Map.of(), "line", "list", "--server", NOWHERE)).contains("needs an API key");
        Path file = Files.writeString(folder.resolve("key"), "hwk_file\n");
        assertThat(run(Map.of(), "line", "list", "--server", NOWHERE, "--key-file", file.toString()))
                .contains("can not be reached");
        assertThat(run(Map.of(), "line", "list", "--server", NOWHERE, "--key-file", folder + "/none"))
                .contains("can not be read");
    }

    @Test
    void aFolderAndAServerAreNotBothMeant() {
        assertThat(run(Map.of(), "line", "list", "--server", NOWHERE, "--data", "x"))
                .contains("--data and --server can not be used together");
    }

    private String run(Map<String, String> environment, String... arguments) {
        err.getBuffer().setLength(0);
        int code = Headwater.commandLine(environment)
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).isNotZero();
        return err.toString();
    }
}
