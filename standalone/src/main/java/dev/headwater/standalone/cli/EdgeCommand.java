package dev.headwater.standalone.cli;

import dev.headwater.standalone.operations.EdgeOperations;
import dev.headwater.standalone.operations.Operations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code edge …}. */
@Command(name = "edge", description = "Edges: the hosts that serve segments.", synopsisSubcommandLabel = "COMMAND")
final class EdgeCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "url", "weight", "state");

    @Command(name = "list", description = "List edges.")
    int list(@Mixin Common common) throws Exception {
        return common.run("edge.list", new Operations.None(), COLUMNS);
    }

    @Command(name = "drain", description = "Name an edge in no more redirects; viewers move on without noticing.")
    int drain(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("edge.drain", new EdgeOperations.ByName(name), COLUMNS);
    }

    @Command(name = "undrain", description = "Let an edge take viewers again.")
    int undrain(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("edge.undrain", new EdgeOperations.ByName(name), COLUMNS);
    }
}
