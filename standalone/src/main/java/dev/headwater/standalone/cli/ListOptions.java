package dev.headwater.standalone.cli;

import dev.headwater.api.admin.ListQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a list, and in which order. */
final class ListOptions {
    @Option(names = "--search", paramLabel = "TEXT", description = "Only names with that in it.")
    private @Nullable String search;

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

    /** @param rows how many the next page is to have at most */
    ListQuery page(Map<String, String> filter, int rows, @Nullable String cursor) {
        return new ListQuery(search, sort, filter, Math.min(rows, ListQuery.MAX_LIMIT), cursor);
    }
}
