package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.CategoryOperations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code category …}. */
@Command(
        name = "category",
        description = "Categories: what lists group content by. They are made by naming them.",
        synopsisSubcommandLabel = "COMMAND")
final class CategoryCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("id", "kind", "name", "position");

    @Command(name = "list", description = "List categories in the order of lists.")
    int list(
            @Mixin Common common,
            @Mixin ListOptions options,
            @Option(names = "--kind", paramLabel = "K", description = "live, movie or series; default: all.") @Nullable
                    String kind)
            throws Exception {
        return common.list("category.list", options, kind == null ? Map.of() : Map.of("kind", kind), COLUMNS);
    }

    @Command(name = "move", description = "Move a category: lists order them by position, then by id.")
    int move(
            @Mixin Common common,
            @Parameters(index = "0", paramLabel = "NAME") String name,
            @Parameters(index = "1", paramLabel = "POSITION", description = "New categories have 0; may be negative.")
                    int position,
            @Option(names = "--kind", paramLabel = "K", description = "live, movie or series, where it is not clear.")
                    @Nullable
                    String kind)
            throws Exception {
        return common.run("category.set", new CategoryOperations.Change(or(kind), name, null, position), COLUMNS);
    }

    @Command(name = "rename", description = "Rename a category; what stands in it stays in it.")
    int rename(
            @Mixin Common common,
            @Parameters(index = "0", paramLabel = "NAME") String name,
            @Parameters(index = "1", paramLabel = "NEW") String to,
            @Option(names = "--kind", paramLabel = "K", description = "live, movie or series, where it is not clear.")
                    @Nullable
                    String kind)
            throws Exception {
        return common.run("category.set", new CategoryOperations.Change(or(kind), name, to, null), COLUMNS);
    }

    @Command(name = "remove", description = "Remove a category that nothing stands in.")
    int remove(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--kind", paramLabel = "K", description = "live, movie or series, where it is not clear.")
                    @Nullable
                    String kind)
            throws Exception {
        return common.run("category.remove", new CategoryOperations.ByName(or(kind), name), COLUMNS);
    }

    private static String or(@Nullable String kind) {
        return kind == null ? CategoryOperations.ANY : kind;
    }
}
