package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.BouquetOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bouquet …}. */
@Command(name = "bouquet", description = "Bouquets: what lines may see.", synopsisSubcommandLabel = "COMMAND")
final class BouquetCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("name", "everything", "categories", "channels", "movies", "series");

    @Command(name = "add", description = "Add a bouquet, or more to one.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--channel", paramLabel = "ID", description = "A channel it holds. Repeatable.") @Nullable
                    List<Integer> channels,
            @Option(names = "--movie", paramLabel = "ID", description = "A movie it holds. Repeatable.") @Nullable
                    List<Integer> movies,
            @Option(
                            names = "--series",
                            paramLabel = "ID",
                            description = "A series it holds, with all its episodes. Repeatable.")
                    @Nullable
                    List<Integer> series,
            @Option(
                            names = "--category",
                            paramLabel = "NAME",
                            description = "A category it holds, with what comes into it later. Repeatable.")
                    @Nullable
                    List<String> categories)
            throws Exception {
        return common.run(
                "bouquet.add", new BouquetOperations.Add(name, channels, movies, series, categories), COLUMNS);
    }

    @Command(name = "list", description = "List bouquets.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("bouquet.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show a bouquet.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("bouquet.show", new BouquetOperations.ByName(name), COLUMNS);
    }

    @Command(name = "set", description = "Have a bouquet hold this, and nothing else.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--channel", paramLabel = "ID", description = "A channel it holds. Repeatable.") @Nullable
                    List<Integer> channels,
            @Option(names = "--movie", paramLabel = "ID", description = "A movie it holds. Repeatable.") @Nullable
                    List<Integer> movies,
            @Option(names = "--series", paramLabel = "ID", description = "A series it holds. Repeatable.") @Nullable
                    List<Integer> series,
            @Option(names = "--category", paramLabel = "NAME", description = "A category it holds. Repeatable.")
                    @Nullable
                    List<String> categories)
            throws Exception {
        BouquetOperations.Members members = new BouquetOperations.Members(channels, movies, series, categories);
        return common.run("bouquet.set", new BouquetOperations.Change(name, members, null, null), COLUMNS);
    }

    @Command(name = "remove", description = "Remove a bouquet that no line has.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("bouquet.remove", new BouquetOperations.ByName(name), COLUMNS);
    }
}
