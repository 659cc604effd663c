package dev.headwater.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import dev.headwater.standalone.cli.Headwater;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line in this process, which is much quicker than a process for each call; keeps what was called. */
final class ThisCommandLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, String> environment;
    private final Set<String> called = new TreeSet<>();

    /** @param environment as a process would have it */
    ThisCommandLine(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Every command that can be typed, {@code channel add} or {@code up}, with its model. */
    static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new TreeMap<>();
        Headwater.commandLine(Map.of()).getSubcommands().forEach((noun, command) -> {
            if (command.getSubcommands().isEmpty()) {
                commands.put(noun, command);
            }
            command.getSubcommands().forEach((verb, one) -> commands.put(noun + " " + verb, one));
        });
        return commands;
    }

    /** The commands that were called. */
    Set<String> called() {
        Predicate<String> wasCalled =
                command -> called.stream().anyMatch(call -> (call + " ").startsWith(command + " "));
        return commands().keySet().stream().filter(wasCalled).collect(Collectors.toCollection(TreeSet::new));
    }

    Outcome run(String... arguments) {
        called.add(String.join(" ", arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Headwater.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** What a command that has to succeed printed as JSON. */
    JsonNode json(String... arguments) throws JsonProcessingException {
        Outcome ended =
                run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        if (ended.exitCode() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + ended.err() + ended.out());
        }
        return JSON.readTree(ended.out());
    }
}
