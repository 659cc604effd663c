package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.standalone.operations.Operations;
import dev.headwater.standalone.runtime.LocalControl;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command but {@code up} takes, and how it asks and shows. */
final class Common {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Runs an operation, by the running server or in this process, and prints what it returns. */
    int run(String operation, Object argument, List<Column> columns) throws Exception {
        return run(operation, argument, columns, answer -> "");
    }

    /** @param more what people are shown below the answer, such as a picture */
    int run(String operation, Object argument, List<Column> columns, Function<JsonNode, String> more) throws Exception {
        try (LocalControl control = LocalControl.open(data)) {
            JsonNode answer = control.call(operation, Operations.JSON.valueToTree(argument));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            } else {
                Column.print(out, columns, answer);
                out.print(more.apply(answer));
            }
            out.flush();
            return 0;
        }
    }
}
