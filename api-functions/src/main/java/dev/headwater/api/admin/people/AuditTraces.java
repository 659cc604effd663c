package dev.headwater.api.admin.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditLog;
import dev.headwater.core.subscriber.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log tells of a line: what was done to it, and which of its playbacks were ended. That it was done has to
 * stay; erased, an entry tells of the line nothing but its id. Names come again, ids do not: what was done to an earlier
 * line of the same name is another's.
 */
public final class AuditTraces implements Traces {
    private static final String OF_LINES = "line.";
    private static final String OF_SESSIONS = "session.";

    private final AuditLog log;

    public AuditTraces(AuditLog log) {
        this.log = log;
    }

    @Override
    public List<Trace> of(int line, String name) {
        List<Trace> found = new ArrayList<>();
        log.forEach(entry -> {
            if (isAbout(entry, line, name)) {
                // Not by whom: that is no data of the subscriber's.
                found.add(new Trace("audit", entry.at(), entry.action()));
            }
        });
        return found;
    }

    @Override
    public void erase(int line, String name) {
        log.rewrite(
                entry -> isAbout(entry, line, name) ? Optional.of(entry.withoutDetails("#" + line)) : Optional.empty());
    }

    private static boolean isAbout(AuditEntry entry, int line, String name) {
        if (entry.action().startsWith(OF_LINES)) {
            return isId(entry, "id", line).orElseGet(() -> entry.target().equals(name));
        }
        return entry.action().startsWith(OF_SESSIONS)
                && isId(entry, "lineId", line).orElse(false);
    }

    /** Empty: the entry does not say which it was. */
    private static Optional<Boolean> isId(AuditEntry entry, String field, int line) {
        return number(entry.after(), field)
                .or(() -> number(entry.before(), field))
                .map(id -> id == line);
    }

    private static Optional<Integer> number(@Nullable String json, String field) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            JsonNode value = Operations.JSON.readTree(json).path(field);
            return value.isInt() ? Optional.of(value.asInt()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
