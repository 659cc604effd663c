package dev.headwater.standalone.cli;

import dev.headwater.standalone.operations.BouquetOperations;
import dev.headwater.standalone.operations.Operations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bouquet …}. */
@Command(name = "bouquet", description = "Bouquets: what lines may see.", synopsisSubcommandLabel = "COMMAND")
final class BouquetCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "everything", "channels");

    @Command(name = "add", description = "Add a bouquet, or channels to one.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--channel", paramLabel = "ID", description = "A channel it holds. Repeatable.")
                    List<Integer> channels)
            throws Exception {
        return common.run(
                "bouquet.add", new BouquetOperations.Add(name, channels == null ? List.of() : channels), COLUMNS);
    }

    @Command(name = "list", description = "List bouquets.")
    int list(@Mixin Common common) throws Exception {
        return common.run("bouquet.list", new Operations.None(), COLUMNS);
    }
}
