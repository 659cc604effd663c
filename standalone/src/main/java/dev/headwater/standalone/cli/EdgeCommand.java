package dev.headwater.standalone.cli;

import dev.headwater.api.admin.delivery.EdgeOperations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edge …}. */
@Command(
        name = "edge",
        description = "Edges: the hosts that serve segments.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EdgeServeCommand.class)
final class EdgeCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "url", "weight", "state", "mbps", "capacity");

    @Command(name = "list", description = "List edges.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("edge.list", options, COLUMNS);
    }

    @Command(
            name = "add",
            description = "Add an edge on another machine; shows what to call there, and its token once.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "URL", description = "http(s)://HOST[:PORT], as viewers reach it.") String url,
            @Option(
                            names = "--weight",
                            paramLabel = "W",
                            defaultValue = "" + EdgeOperations.DEFAULT_WEIGHT,
                            description = "Its share of channels and viewers (default: ${DEFAULT-VALUE}).")
                    int weight,
            @Option(
                            names = "--capacity",
                            paramLabel = "MBIT",
                            defaultValue = "0",
                            description = "What it can send, in Mbit/s (default: as it says itself).")
                    int capacity)
            throws Exception {
        return common.run("edge.add", new EdgeOperations.Add(name, url, weight, capacity), COLUMNS);
    }

    @Command(name = "remove", description = "Take an edge out of the pool; its token is worth nothing any more.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("edge.remove", new EdgeOperations.ByName(name), COLUMNS);
    }

    @Command(name = "weight", description = "Change an edge's share of channels and viewers.")
    int weight(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "W", description = "0 takes none.") int weight)
            throws Exception {
        return common.run("edge.set", new EdgeOperations.Change(name, weight, null, null), COLUMNS);
    }

    @Command(name = "drain", description = "Name an edge in no more redirects; viewers move on without noticing.")
    int drain(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("edge.set", new EdgeOperations.Change(name, null, true, null), COLUMNS);
    }

    @Command(name = "undrain", description = "Let an edge take viewers again.")
    int undrain(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("edge.set", new EdgeOperations.Change(name, null, false, null), COLUMNS);
    }
}
