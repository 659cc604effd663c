package dev.headwater.api.admin.people;

import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditFilter;
import dev.headwater.core.admin.AuditLog;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code audit list}. */
public final class AuditOperations implements OperationGroup {
    public final Operation<ListQuery, AuditPage> list =
            Operation.look("audit.list", Permission.AUDIT_READ, ListQuery.class, this::list);

    private static final List<String> COLUMNS = List.of("since", "until", "caller", "action", "target", "outcome");
    private static final String THERE_ARE = String.join(", ", COLUMNS);

    private final AuditLog log;

    public AuditOperations(AuditLog log) {
        this.log = log;
    }

    /**
     * Some of the log, the newest first.
     *
     * @param next the cursor of the page behind, which may be there though this page is short; null: this is the last
     */
    public record AuditPage(
            List<AuditEntry> items, @Nullable String next) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list);
    }

    private AuditPage list(ListQuery query) {
        if (query.sort() != null || query.search() != null) {
            throw OperationException.invalid(
                    query.sort() != null ? "sort" : "search",
                    "the audit log is ordered by time and has no search; filter it by " + THERE_ARE);
        }
        Map<String, String> filter = query.filters();
        filter.keySet().stream().filter(column -> !COLUMNS.contains(column)).forEach(column -> {
            throw OperationException.invalid(
                    "filter." + column,
                    "there is no column '" + column + "' in the audit log; there are: " + THERE_ARE);
        });
        Page<AuditEntry> page = log.page(
                new AuditFilter(
                        moment(filter, "since"),
                        moment(filter, "until"),
                        filter.get("caller"),
                        filter.get("action"),
                        filter.get("target"),
                        filter.get("outcome")),
                Math.min(query.size(), AuditLog.MAX_LIMIT),
                query.cursor());
        return new AuditPage(page.items(), page.next());
    }

    private static @Nullable Instant moment(Map<String, String> filter, String column) {
        String text = filter.get(column);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw OperationException.invalid("filter." + column, "a moment is spelled as 2026-11-21T09:00:00Z");
        }
    }
}
