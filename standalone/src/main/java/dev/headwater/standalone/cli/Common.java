package dev.headwater.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.Pause;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.runtime.LocalControl;
import dev.headwater.standalone.runtime.ProgressLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** The way to the operations; close it. */
    Control open() {
        return remote.open(spec).orElseGet(() -> LocalControl.open(data));
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    boolean isJson() {
        return json;
    }

    void print(JsonNode answer) throws JsonProcessingException {
        out().println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        out().flush();
    }

    /** Runs an operation, by the running server or in this process, and prints what it returns. */
    int run(String operation, Object argument, List<Column> columns) throws Exception {
        return run(operation, argument, columns, answer -> "");
    }

    /** The same, always as JSON: for what is handed on rather than looked at. */
    int json(String operation, Object argument) throws Exception {
        try (Control control = open()) {
            print(control.call(operation, Operations.JSON.valueToTree(argument)));
            return 0;
        }
    }

    /** The same, of an argument that names files. */
    int runOfFiles(String operation, Function<Sources, Object> argument, List<Column> columns) throws Exception {
        return run(
                control -> control.call(
                        operation, Operations.JSON.valueToTree(argument.apply(new Sources(this, control)))),
                columns);
    }

    /** Asks more than once, or watches something go on, and prints what comes of it. */
    int run(Function<Control, JsonNode> ask, List<Column> columns) throws Exception {
        try (Control control = open()) {
            print(columns, ask.apply(control), "");
            return 0;
        }
    }

    /** A bar for people, on what is no part of the answer. */
    ProgressLine progress(String what) {
        return new ProgressLine(spec.commandLine().getErr(), what);
    }

    /** @param more what people are shown below the answer, such as a picture */
    int run(String operation, Object argument, List<Column> columns, Function<JsonNode, String> more) throws Exception {
        try (Control control = open()) {
            JsonNode answer = control.call(operation, Operations.JSON.valueToTree(argument));
            print(columns, answer, more.apply(answer));
            return 0;
        }
    }

    /** Prints the first of many; where there are more it says so. */
    int list(String operation, ListOptions options, List<Column> columns) throws Exception {
        return list(operation, options, Map.of(), columns);
    }

    /** Prints one page of what is no list of things, but of what happened. */
    int items(String operation, ListQuery query, List<Column> columns) throws Exception {
        try (Control control = open()) {
            print(
                    columns,
                    control.call(operation, Operations.JSON.valueToTree(query)).path("items"),
                    "");
            return 0;
        }
    }

    /** @param filter columns and what they have to be */
    int list(String operation, ListOptions options, Map<String, String> filter, List<Column> columns) throws Exception {
        try (Control control = open()) {
            ArrayNode rows = Operations.JSON.createArrayNode();
            JsonNode page;
            String next = null;
            do {
                page = control.call(
                        operation,
                        Operations.JSON.valueToTree(options.page(filter, options.limit() - rows.size(), next)));
                page.path("items").forEach(rows::add);
                next = page.path("next").asText(null);
            } while (next != null && rows.size() < options.limit());
            print(columns, rows, "");
            int more = page.path("total").asInt() - rows.size();
            if (more > 0) {
                // Beside the list: what reads it is not to trip over it.
                spec.commandLine().getErr().println("and " + more + " more: see --search, --filter and --limit");
            }
            return 0;
        }
    }

    /** A field that is a list, and what people are shown of it. */
    record Rows(String field, List<Column> columns) {}

    /** For an object some of whose fields are lists: people are shown these as tables below, the first one always. */
    int runWithRows(String operation, Object argument, Rows first, Rows... more) throws Exception {
        try (Control control = open()) {
            JsonNode answer = control.call(operation, Operations.JSON.valueToTree(argument));
            if (json) {
                print(List.of(), answer, "");
                return 0;
            }
            ObjectNode head = answer.deepCopy();
            JsonNode table = head.remove(first.field());
            List<Rows> filled = Stream.of(more)
                    .filter(rows -> !answer.path(rows.field()).isEmpty())
                    .toList();
            head.remove(Stream.of(more).map(Rows::field).toList());
            print(List.of(), head, System.lineSeparator());
            print(first.columns(), table, filled.isEmpty() ? "" : System.lineSeparator());
            for (Rows rows : filled) {
                print(rows.columns(), answer.get(rows.field()), "");
            }
            return 0;
        }
    }

    /**
     * For what adds something that has to be made ready: shows how far that is until it is done.
     *
     * @param argument made once it is known where it goes
     * @param show the operation that says how it stands, by its id
     * @param atOnce not to wait
     */
    int runUntilReady(String operation, Function<Sources, Object> argument, String show, boolean atOnce)
            throws Exception {
        try (Control control = open()) {
            JsonNode answer =
                    control.call(operation, Operations.JSON.valueToTree(argument.apply(new Sources(this, control))));
            // Where there is a warning nobody makes it now.
            boolean isToBeWaitedFor = !atOnce && answer.path("warning").isMissingNode();
            JsonNode last = isToBeWaitedFor
                    ? new Readiness(control, spec.commandLine().getErr(), Pause.sleeping()).await(answer, show)
                    : answer;
            print(List.of(), last, "");
            return last.path("state").asText().equals("failed") ? 1 : 0;
        }
    }

    private void print(List<Column> columns, JsonNode answer, String more) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } else {
            Column.print(out, columns, answer);
            out.print(more);
        }
        out.flush();
    }
}
