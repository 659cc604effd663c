package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.core.backup.Contents;
import dev.headwater.core.backup.Restore;
import dev.headwater.standalone.backup.FolderRestore;
import dev.headwater.standalone.repair.RepairReport;
import dev.headwater.standalone.runtime.Cloud;
import dev.headwater.standalone.runtime.CloudRestore;
import dev.headwater.standalone.runtime.ProgressLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code restore}. */
@Command(
        name = "restore",
        description =
                "Put a backup into a data folder, or into the cloud, whole or not at all; nothing runs there meanwhile.")
final class RestoreCommand implements Callable<Integer> {
    private static final int MAX_SKIPPED = 100_000_000;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Headwater headwater;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            description = "Into DynamoDB and S3 rather than a data folder: aws or localstack. Nothing may run on them.")
    private @Nullable String cloud;

    @Option(names = "--replace", description = "Let what is there go.")
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
        FolderRestore.How how = new FolderRestore.How(passphraseFile, replace, skipIds);
        String place;
        Restore.Restored restored;
        List<RepairReport.Finding> mended = List.of();
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "Restoring")) {
            if (cloud == null) {
                FolderRestore.Outcome outcome = new FolderRestore(data, Clock.systemUTC(), line::step).run(file, how);
                place = data.toAbsolutePath().normalize().toString();
                restored = outcome.restored();
                mended = outcome.repair().findings();
            } else {
                Cloud account = Cloud.of(cloud, headwater.environment());
                place = account.place();
                restored = CloudRestore.run(account, file, how, line::step);
            }
        }
        show(place, restored, mended);
        return 0;
    }

    private void show(String place, Restore.Restored restored, List<RepairReport.Finding> mended) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Contents held = restored.contents();
        if (json) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("data", place);
            view.put("backup", restored.header());
            view.put("contents", held);
            view.put("mended", mended);
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(view));
        } else {
            out.printf(
                    "%s holds the backup of %s: %,d items, %,d keys, %,d objects%n",
                    place,
                    restored.header().created(),
                    held.accounts() + held.catalog() + held.sessions(),
                    held.secrets(),
                    held.objects());
            for (RepairReport.Finding finding : mended) {
                out.println("mended: " + finding.where() + ": " + finding.problem());
            }
            if (!restored.header().media()) {
                out.println(
                        "Films and episodes are packaged again, from their sources, when they are first asked for.");
            }
        }
        out.flush();
    }
}
