package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.standalone.bench.Bench;
import dev.headwater.standalone.bench.BenchSettings;
import dev.headwater.standalone.bench.Report;
import dev.headwater.standalone.bench.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every benchmark takes, and how it is run and shown. */
final class BenchOptions {
    /** What the launcher starts {@code up} with: it alone knows. */
    private static final String UP_FLAGS = "headwater.up.flags";

    private static final Path LOAD = Path.of("/proc/loadavg");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds before the first one (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "16",
            description = "Connections of wrk (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Work in this new folder and leave it (default: a temporary one).")
    private @Nullable Path keep;

    @Option(names = "--profile", paramLabel = "FILE", description = "Write a flight recording of the server.")
    private @Nullable Path profile;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    void positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " is 1 or more");
        }
    }

    int run(Bench bench) throws Exception {
        positive("--seconds", seconds);
        positive("--connections", connections);
        if (warmup < 0) {
            throw new ParameterException(spec.commandLine(), "--warmup is 0 or more");
        }
        try (WorkFolder folder = WorkFolder.make("headwater-bench-", keep)) {
            String load = load();
            Report report = bench.run(settings(), folder.path());
            show(report.under(machine(load)));
            return 0;
        }
    }

    private BenchSettings settings() {
        PrintWriter err = spec.commandLine().getErr();
        return new BenchSettings(
                Duration.ofSeconds(seconds), Duration.ofSeconds(warmup), connections, profile, upFlags(), what -> {
                    err.println(what + " …");
                    err.flush();
                });
    }

    private static List<String> upFlags() {
        String flags = System.getProperty(UP_FLAGS, "");
        return flags.isBlank() ? List.of() : List.of(flags.strip().split(" +", -1));
    }

    private Map<String, Object> machine(String loadBefore) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("loadBefore", loadBefore);
        machine.put("java", Runtime.version().toString());
        machine.put("serverFlags", String.join(" ", upFlags()));
        machine.put("seconds", seconds);
        machine.put("warmup", warmup);
        return machine;
    }

    private void show(Report report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            out.flush();
        } else {
            report.print(out);
        }
    }

    /** Who else was at work; of the last minute. */
    private static String load() throws IOException {
        return Files.isReadable(LOAD) ? Files.readString(LOAD).split(" ", -1)[0] : "unknown";
    }
}
