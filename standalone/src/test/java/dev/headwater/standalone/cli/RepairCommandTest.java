package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RepairCommandTest {
    @TempDir
    Path folder;

    /** A folder that was mistyped. */
    @Test
    void aFolderOfSomethingElseIsRefusedAndNothingIsMadeInIt() {
        for (List<String> option : List.of(List.<String>of(), List.of("--check"))) {
            List<String> args = new ArrayList<>(List.of("--data", folder.toString()));
            args.addAll(option);
            CommandLine command = new CommandLine(new RepairCommand());
            StringWriter err = new StringWriter();
            command.setErr(new PrintWriter(err));
            command.setExecutionExceptionHandler((e, line, parsed) -> {
                line.getErr().println(e.getMessage());
                return 1;
            });
            assertThat(command.execute(args.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString()).contains(folder + " is no data folder of Headwater's");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
