package dev.headwater.core.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log somebody wants to see; null: whatever it is.
 *
 * @param since inclusive
 * @param until exclusive
 * @param action how the action's name begins
 */
public record AuditFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String caller,
        @Nullable String action,
        @Nullable String target,
        @Nullable String outcome) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

    boolean takes(AuditEntry entry) {
        return (since == null || !entry.at().isBefore(since))
                && (until == null || entry.at().isBefore(until))
                && (caller == null || entry.caller().equals(caller))
                && (action == null || entry.action().startsWith(action))
                && (target == null || entry.target().equals(target))
                && (outcome == null || entry.outcome().equals(outcome));
    }
}
