package dev.headwater.standalone.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: every command, and one way to say what went wrong. */
@Command(
        name = "headwater",
        description = "A cloud headend that IPTV apps reach by the Xtream Codes API.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Headwater 0.1.0",
        subcommands = {
            UpCommand.class,
            ChannelCommand.class,
            LadderCommand.class,
            LineCommand.class,
            BouquetCommand.class,
            MovieCommand.class,
            SeriesCommand.class,
            CategoryCommand.class,
            ImportCommand.class,
            GuideCommand.class,
            SessionCommand.class,
            TakedownCommand.class,
            EdgeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RepairCommand.class,
            KeyCommand.class,
            WorkerCommand.class,
            SettingsCommand.class,
            AdministratorCommand.class,
            ApiKeyCommand.class,
            AuditCommand.class,
            BenchCommand.class,
            CheckStreamCommand.class,
            DrillCommand.class,
            TestCommand.class,
            SynthCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Headwater implements Callable<Integer> {
    /** How long an option of one letter is. */
    private static final int LETTER = 2;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    private Headwater(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** @param environment what options may be taken from that are not given */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Headwater(environment))
                .setDefaultValueProvider(new FromEnvironment(environment))
                .setParameterExceptionHandler(Headwater::usageError)
                .setExecutionExceptionHandler(Headwater::failure);
    }

    /** What this process was told beside its arguments. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    /** One line, and where to read more. */
    private static int usageError(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                "headwater: " + said(e) + "; see: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** What is misspelt is what is wrong, not that the right one is missing. What else was typed may be a secret. */
    private static String said(ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> unmatched = command.getUnmatchedArguments();
        boolean isUnknown = e instanceof MissingParameterException || e instanceof UnmatchedArgumentException;
        if (!isUnknown || unmatched.isEmpty()) {
            return noId(e).orElseGet(() -> firstLine(String.valueOf(e.getMessage())));
        }
        String first = unmatched.getFirst();
        if (!first.startsWith("-") && !command.getSubcommands().isEmpty()) {
            return unknown("command", command, first);
        }
        Optional<String> option =
                unmatched.stream().filter(word -> word.startsWith("-")).findFirst();
        if (option.isEmpty()) {
            return e instanceof MissingParameterException
                    ? firstLine(String.valueOf(e.getMessage()))
                    : "There is a word too many; a name of several words stands in quotes";
        }
        return unknown("option", command, name(option.get()));
    }

    /** A value may stand right behind it. */
    private static String name(String option) {
        int end = option.startsWith("--") ? option.indexOf('=') : LETTER;
        return end < 0 || end > option.length() ? option : option.substring(0, end);
    }

    private static String unknown(String what, CommandLine command, String word) {
        List<String> like = new UnmatchedArgumentException(command, List.of(word)).getSuggestions();
        return "Unknown " + what + ": '" + word + "'"
                + (like.isEmpty() ? "" : " (did you mean " + String.join(", ", like) + "?)");
    }

    /** A name where an id is wanted: lists have both. */
    private static Optional<String> noId(ParameterException e) {
        CommandSpec group = e.getCommandLine().getCommandSpec().parent();
        boolean isId = e.getArgSpec() instanceof PositionalParamSpec word
                && word.paramLabel().equals("ID")
                && e.getValue() != null;
        return isId && group != null && group.subcommands().containsKey("list")
                ? Optional.of("'" + e.getValue() + "' is no id; " + group.qualifiedName() + " list shows them")
                : Optional.empty();
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        String message = e.getMessage();
        command.getErr().println("headwater: " + (message == null ? e.toString() : firstLine(message)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
