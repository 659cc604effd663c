package dev.headwater.api.admin.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on after it was asked for.
 *
 * @param id 24 hex digits; those of a later job come behind
 * @param kind the operation that began it: {@code import.start}
 * @param state running, done, preview, unconfirmed (it changed nothing, and wants a word first), failed, cancelled, or
 *     interrupted: the process it ran in is gone
 * @param step what is being done, or was done last
 * @param done of {@code all}, in whatever the step counts
 * @param all 0: not known
 * @param by who began it, as the audit log names them
 * @param owner the id of the reseller it is for; null: none
 * @param error a sentence; null: there is none
 * @param result what came of it, by kind; null: nothing yet
 */
public record Job(
        String id,
        String kind,
        String state,
        String step,
        long done,
        long all,
        Instant startedAt,
        @Nullable Instant endedAt,
        String by,
        @Nullable Integer owner,
        @Nullable String error,
        @Nullable Object result) {
    public static final String RUNNING = "running";
    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    static final String INTERRUPTED = "interrupted";

    public boolean isOver() {
        return !state.equals(RUNNING);
    }

    Job at(String newStep, long newDone, long newAll) {
        return new Job(id, kind, state, newStep, newDone, newAll, startedAt, null, by, owner, null, result);
    }

    Job ended(String newState, Instant now, @Nullable String why, @Nullable Object came) {
        return new Job(id, kind, newState, step, done, all, startedAt, now, by, owner, why, came);
    }
}
