package dev.headwater.standalone.cli;

import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a list, and in which order. */
final class ListOptions {
    private static final Set<String> OPTIONS = Set.of("search", "sort", "limit", "cursor");

    @Option(names = "--search", paramLabel = "TEXT", description = "Only names with that in it.")
    private @Nullable String search;

    @Option(
            names = "--filter",
            paramLabel = "COLUMN=VALUE",
            description = "Only what is so in that column; may be repeated: all of it has to hold.")
    private Map<String, String> filter = new LinkedHashMap<>();

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "Order by it, with a - before it backwards (default: id).")
    private @Nullable String sort;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many to show (default: ${DEFAULT-VALUE}).")
    private int limit;

    int limit() {
        return limit;
    }

    /**
     * A page.
     *
     * @param more what is filtered for besides
     * @param rows how many the next page is to have at most
     */
    ListQuery page(Map<String, String> more, int rows, @Nullable String cursor) {
        filter.keySet().stream().filter(OPTIONS::contains).findFirst().ifPresent(column -> {
            // Over HTTP it would pass for the option of that name.
            throw OperationException.invalid(
                    "filter." + column, "'" + column + "' is no column: there is --search, --sort and --limit");
        });
        Map<String, String> all = new LinkedHashMap<>(filter);
        all.putAll(more);
        return new ListQuery(search, sort, all, Math.min(rows, ListQuery.MAX_LIMIT), cursor);
    }
}
