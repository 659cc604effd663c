package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditLog;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes changes into the audit log, and some of what was refused. */
public final class StoredAudit implements Audit {
    private final AuditLog log;
    private final InstantSource clock;
    private final Refusals refusals;

    public StoredAudit(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.refusals = new Refusals(log, clock);
    }

    @Override
    public void changed(Call call, String action, String target, @Nullable String before, @Nullable String after) {
        log.record(AuditEntry.done(
                clock.instant(),
                call.caller().name(),
                action,
                target,
                before,
                after,
                call.address(),
                call.requestId()));
    }

    @Override
    public void refused(Call call, String action, String target, String reason) {
        refusals.note(new Refusals.Refusal(
                Refusals.Kind.FORBIDDEN,
                call.caller().name(),
                action,
                target,
                reason,
                call.address(),
                call.requestId()));
    }
}
