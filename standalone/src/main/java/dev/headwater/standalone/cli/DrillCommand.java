package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.standalone.bench.WorkFolder;
import dev.headwater.standalone.drill.Drill;
import dev.headwater.standalone.drill.DrillReport;
import dev.headwater.standalone.drill.DrillSettings;
import dev.headwater.standalone.drill.SourcesDrill;
import dev.headwater.standalone.drill.SourcesReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drill}. */
@Command(
        name = "drill",
        description =
                "Kill parts of a headend of its own under running players, at random, and report what they saw. Exits with 1 where a channel did not come back, a viewer gave up at what it was to survive, or a rule was broken.")
final class DrillCommand implements Callable<Integer> {
    private static final int SEEDS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--minutes", paramLabel = "N", description = "Kill nothing more after so long (default: no limit).")
    private @Nullable Integer minutes;

    @Option(names = "--seed", paramLabel = "N", description = "The same one kills the same (default: any).")
    private @Nullable Long seed;

    @Option(
            names = "--sources",
            description = "Instead: a channel of every kind of source, by a real sender, until a viewer sees it.")
    private boolean sources;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there too, as Markdown.")
    private @Nullable Path report;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Work in this new folder and leave it, with what processes said (default: a temporary one).")
    private @Nullable Path keep;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (kills < 1 || (minutes != null && minutes < 1)) {
            throw new ParameterException(spec.commandLine(), "--kills and --minutes are 1 or more");
        }
        long chosen = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
        PrintWriter err = spec.commandLine().getErr();
        err.println("Seed " + chosen);
        DrillSettings settings = new DrillSettings(
                kills, chosen, Optional.ofNullable(minutes).map(Duration::ofMinutes), List.of("-Xmx224m"), what -> {
                    err.println(what);
                    err.flush();
                });
        try (WorkFolder folder = WorkFolder.make("headwater-drill-", keep)) {
            if (sources) {
                SourcesReport found = new SourcesDrill(settings).run(folder.path());
                show(found, found.markdown());
                return found.isOk() ? 0 : 1;
            }
            DrillReport found = new Drill(settings).run(folder.path());
            show(found, found.markdown());
            return found.isOk() ? 0 : 1;
        }
    }

    private void show(Object found, String markdown) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n" : markdown);
        out.flush();
        if (report != null) {
            Files.writeString(report, markdown);
        }
    }
}
