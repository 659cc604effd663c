package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Operations;
import dev.headwater.core.admin.AuditEntry;
import dev.headwater.core.admin.AuditLog;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit log what somebody tried and was refused. Anybody can be refused as often as they like, so only
 * the first {@value #A_MINUTE} of a client and kind are written in a minute, and {@value #A_MINUTE_IN_ALL} in all: nobody
 * fills the log, or has it forget others.
 */
public final class Refusals {
    static final int A_MINUTE = 10;
    static final int A_MINUTE_IN_ALL = 300;

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int SECONDS = 60;
    private static final String HERE = "here";

    private final AuditLog log;
    private final InstantSource clock;
    private final Map<Tried, Integer> written = new HashMap<>();
    private long minute;
    private int inAll;

    public Refusals(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What is counted together. */
    public enum Kind {
        /** Name, password or code are wrong, or too many were. */
        LOGIN,
        /** A token, key or link that is good no more, or never was. */
        TOKEN,
        /** Somebody who is known, and may not. */
        FORBIDDEN
    }

    /**
     * What was tried.
     *
     * @param caller as in {@link AuditEntry}
     * @param target what it was to be done to, where that tells no secret; empty: nothing in particular
     * @param reason why not, in a sentence
     * @param client the address it came from; null: this machine
     */
    public record Refusal(
            Kind kind,
            String caller,
            String action,
            String target,
            String reason,
            @Nullable String client,
            @Nullable String requestId) {}

    private record Tried(String client, Kind kind) {}

    /** Writes it down, unless there were too many like it; blocks as a store does. A fault is told in the server's log. */
    public void note(Refusal refusal) {
        int count = count(new Tried(refusal.client() == null ? HERE : refusal.client(), refusal.kind()));
        if (count > A_MINUTE) {
            return;
        }
        String reason =
                count < A_MINUTE ? refusal.reason() : refusal.reason() + "; more within the minute are not written";
        try {
            log.record(new AuditEntry(
                    clock.instant(),
                    refusal.caller(),
                    refusal.action(),
                    refusal.target(),
                    null,
                    Operations.JSON.createObjectNode().put("reason", reason).toString(),
                    refusal.client(),
                    refusal.requestId(),
                    AuditEntry.REFUSED));
        } catch (RuntimeException e) {
            // Who was refused stays so.
            LOG.error("not in the audit log: {} was refused to {}", refusal.action(), refusal.client(), e);
        }
    }

    private synchronized int count(Tried tried) {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            inAll = 0;
            written.clear();
        }
        if (inAll >= A_MINUTE_IN_ALL) {
            return Integer.MAX_VALUE;
        }
        int count = written.merge(tried, 1, Integer::sum);
        inAll += count > A_MINUTE ? 0 : 1;
        return count;
    }
}
