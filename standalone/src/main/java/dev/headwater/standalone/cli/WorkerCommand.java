package dev.headwater.standalone.cli;

import dev.headwater.standalone.runtime.Cloud;
import dev.headwater.standalone.runtime.WorkerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code worker …}. */
@Command(
        name = "worker",
        description = "Who makes channels and films; with --cloud: make them here, for a headend in the cloud.",
        synopsisSubcommandLabel = "[COMMAND]")
final class WorkerCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("name", "host", "since", "cpu", "cores", "channels", "titles", "draining");

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Headwater headwater;

    @Option(names = "--cloud", paramLabel = "NAME", description = "Work for the headend there: aws or localstack.")
    private @Nullable String cloud;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "CHANNEL",
            description =
                    "Make these channels alone, by their ids, and keep other workers from them: for a capture card,"
                            + " a tuner, or an address that only this machine reaches.")
    private Set<Integer> only = Set.of();

    @Option(
            names = "--health-port",
            paramLabel = "N",
            description = "Answer GET /health here, on every address, for a balancer.")
    private @Nullable Integer healthPort;

    @Mixin
    private KeyLife keyLife = new KeyLife();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder for what is of this process (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Override
    public Integer call() {
        if (cloud == null) {
            if (!only.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--only goes with --cloud: on one machine up is the worker");
            }
            return super.call();
        }
        Cloud account = Cloud.of(cloud, headwater.environment());
        try (WorkerProcess worker = WorkerProcess.start(
                account,
                data,
                only,
                keyLife.life(),
                machine.use(),
                healthPort,
                spec.commandLine().getOut())) {
            worker.awaitStop();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    @Command(name = "list", description = "List workers that were heard of in the last seconds.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("worker.list", options, COLUMNS);
    }
}
