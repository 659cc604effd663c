package dev.headwater.standalone.cli;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.tables.LocalTables;
import dev.headwater.standalone.repair.Repair;
import dev.headwater.standalone.repair.RepairReport;
import dev.headwater.standalone.runtime.Cloud;
import dev.headwater.standalone.runtime.CloudRepair;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code repair}. */
@Command(name = "repair", description = "Find and mend what a bad disk or a crash left damaged; the server is stopped.")
final class RepairCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Headwater headwater;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            description =
                    "What is in DynamoDB and S3 rather than in a data folder: aws or localstack. Nothing may run on"
                            + " them; what is taken out is kept in the data folder.")
    private @Nullable String cloud;

    @Option(names = "--check", description = "Only tell what is wrong.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** 0 where all is well now; 1 where something is lost, or a check found something. */
    @Override
    public Integer call() throws Exception {
        if (cloud != null) {
            Cloud account = Cloud.of(cloud, headwater.environment());
            return show(CloudRepair.run(account, data, !check, Clock.systemUTC(), this::tell));
        }
        if (!Files.isDirectory(data)) {
            throw new OperationException("there is no data folder "
                    + data.toAbsolutePath().normalize() + "; name the right one with --data");
        }
        if (!LocalTables.isAnyIn(data.resolve("tables"))) {
            throw new OperationException(data.toAbsolutePath().normalize()
                    + " is no data folder of Headwater's; name the right one with --data");
        }
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> {
                try (DataFolder folder = held.folder()) {
                    yield show(new Repair(folder, !check, Clock.systemUTC(), this::tell).run());
                }
            }
            case Claim.Refused refused
            when refused.reason() == Claim.Reason.IN_USE ->
                throw new OperationException(refused.message() + "; stop it first");
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    private void tell(String step) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(step + " …");
        err.flush();
    }

    private int show(RepairReport report) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Operations.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(view(report)));
        } else {
            for (RepairReport.Finding finding : report.findings()) {
                out.println(finding.where() + ": " + finding.problem()
                        + (finding.done() == null ? "" : " -> " + finding.done())
                        + (finding.lost() ? " (lost)" : ""));
            }
            if (report.damaged() != null) {
                out.println("What was taken out is kept in " + report.damaged());
            }
            out.println(verdict(report.state()));
        }
        out.flush();
        return switch (report.state()) {
            case HEALTHY, REPAIRED -> 0;
            case LOST, DAMAGED -> 1;
        };
    }

    private static Object view(RepairReport report) {
        var view = Operations.JSON.valueToTree(report);
        ((com.fasterxml.jackson.databind.node.ObjectNode) view)
                .put("state", report.state().name().toLowerCase(Locale.ROOT));
        return view;
    }

    private static String verdict(RepairReport.State state) {
        return switch (state) {
            case HEALTHY -> "All is well.";
            case REPAIRED -> "Repaired; nothing is lost.";
            case LOST -> "Repaired; what is marked as lost could not be brought back.";
            case DAMAGED -> "Something is wrong; nothing was changed. Mend it with: headwater repair";
        };
    }
}
