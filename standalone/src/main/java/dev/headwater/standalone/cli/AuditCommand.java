package dev.headwater.standalone.cli;

import dev.headwater.api.admin.ListQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit …}. */
@Command(name = "audit", description = "What was changed or refused, and by whom.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("at", "caller", "action", "target", "outcome", "client");

    @Command(
            name = "list",
            description = "List changes and refused tries, the newest first; --json also tells before and after.")
    int list(
            @Mixin Common common,
            @Option(names = "--since", paramLabel = "T", description = "A moment such as 2026-11-21T09:00:00Z.")
                    @Nullable
                    String since,
            @Option(names = "--until", paramLabel = "T", description = "Before that moment.") @Nullable String until,
            @Option(names = "--caller", paramLabel = "NAME", description = "By whom.") @Nullable String caller,
            @Option(names = "--action", paramLabel = "A", description = "How it begins, such as line.") @Nullable
                    String action,
            @Option(names = "--target", paramLabel = "NAME", description = "To what.") @Nullable String target,
            @Option(names = "--outcome", paramLabel = "O", description = "done, or refused.") @Nullable String outcome,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many to show, at most 500 (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws Exception {
        Map<String, String> filter = new HashMap<>();
        put(filter, "since", since);
        put(filter, "until", until);
        put(filter, "caller", caller);
        put(filter, "action", action);
        put(filter, "target", target);
        put(filter, "outcome", outcome);
        return common.items("audit.list", new ListQuery(null, null, filter, limit, null), COLUMNS);
    }

    private static void put(Map<String, String> filter, String column, @Nullable String wanted) {
        if (wanted != null) {
            filter.put(column, wanted);
        }
    }
}
