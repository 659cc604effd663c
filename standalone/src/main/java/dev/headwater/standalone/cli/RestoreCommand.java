package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.core.backup.Contents;
import dev.headwater.core.backup.Restore;
import dev.headwater.standalone.backup.FolderRestore;
import dev.headwater.standalone.repair.RepairReport;
import dev.headwater.standalone.runtime.ProgressLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}. */
@Command(name = "restore", description = "Put a backup into a data folder, whole or not at all; the server is stopped.")
final class RestoreCommand implements Callable<Integer> {
    private static final int MAX_SKIPPED = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--replace", description = "Let what is in the data folder go.")
    private boolean replace;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Its first line opens the backup.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--skip-ids",
            paramLabel = "N",
            defaultValue = "" + Restore.SKIPPED_IDS,
            description =
                    "Ids of each kind that may have been handed out after the backup (default: ${DEFAULT-VALUE}).")
    private int skipIds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (skipIds < 1 || skipIds > MAX_SKIPPED) {
            throw new ParameterException(spec.commandLine(), "--skip-ids takes 1 to " + MAX_SKIPPED);
        }
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "Restoring");
        FolderRestore.Outcome outcome;
        try {
            outcome = new FolderRestore(data, Clock.systemUTC(), line::step)
                    .run(file, new FolderRestore.How(passphraseFile, replace, skipIds));
        } finally {
            line.done();
        }
        show(outcome);
        return 0;
    }

    private void show(FolderRestore.Outcome outcome) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Contents held = outcome.restored().contents();
        if (json) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("data", data.toAbsolutePath().normalize().toString());
            view.put("backup", outcome.restored().header());
            view.put("contents", held);
            view.put("mended", outcome.repair().findings());
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(view));
        } else {
            out.printf(
                    "%s holds the backup of %s: %,d items, %,d keys, %,d objects%n",
                    data.toAbsolutePath().normalize(),
                    outcome.restored().header().created(),
                    held.accounts() + held.catalog() + held.sessions(),
                    held.secrets(),
                    held.objects());
            for (RepairReport.Finding finding : outcome.repair().findings()) {
                out.println("mended: " + finding.where() + ": " + finding.problem());
            }
            if (!outcome.restored().header().media()) {
                out.println(
                        "Films and episodes are packaged again, from their sources, when they are first asked for.");
            }
        }
        out.flush();
    }
}
