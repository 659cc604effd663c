package dev.headwater.api.admin;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was changed stays so where it can not be written down. Then the log of the server has the whole entry. */
final class LoudAudit implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(LoudAudit.class);

    private final Audit kept;

    LoudAudit(Audit kept) {
        this.kept = kept;
    }

    @Override
    public void refused(Call call, String action, String target, String reason) {
        kept.refused(call, action, target, reason);
    }

    @Override
    public void changed(Call call, String action, String target, @Nullable String before, @Nullable String after) {
        try {
            kept.changed(call, action, target, before, after);
        } catch (RuntimeException e) {
            LOG.error(
                    "not in the audit log: {} of {} by {} from {}, request {}, before {}, after {}",
                    action,
                    target,
                    call.caller().name(),
                    call.address(),
                    call.requestId(),
                    before,
                    after,
                    e);
        }
    }
}
