package dev.headwater.standalone.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code worker …}. */
@Command(name = "worker", description = "Who makes channels and films.", synopsisSubcommandLabel = "COMMAND")
final class WorkerCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "channels", "titles", "until");

    @Command(name = "list", description = "List workers that make something at this moment.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("worker.list", options, COLUMNS);
    }
}
