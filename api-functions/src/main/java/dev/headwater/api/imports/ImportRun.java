package dev.headwater.api.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an import stands, or how it ended: what is stored of it, and what commands show.
 *
 * @param source where from, without credentials
 * @param state running, done, preview, unconfirmed (too much would vanish), failed, cancelled, interrupted
 * @param step what is being done
 * @param done of {@code all}, in whatever the step counts
 * @param all 0: not known
 * @param found what the comparison showed; null: it was not reached
 * @param noted how many remarks there are
 * @param notes the first of them
 * @param error null: there is none
 */
public record ImportRun(
        String name,
        String kind,
        String source,
        String state,
        String step,
        long done,
        long all,
        @Nullable Difference found,
        long noted,
        List<String> notes,
        @Nullable String error,
        Instant startedAt,
        Instant updatedAt) {
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String PREVIEW = "preview";
    static final String UNCONFIRMED = "unconfirmed";
    static final String FAILED = "failed";
    static final String CANCELLED = "cancelled";
    static final String INTERRUPTED = "interrupted";

    static ImportRun begun(ImportRequest request, Instant now) {
        return new ImportRun(
                request.label(),
                request.kind(),
                request.shownSource(),
                RUNNING,
                "begins",
                0,
                0,
                null,
                0,
                List.of(),
                null,
                now,
                now);
    }

    public boolean isOver() {
        return !state.equals(RUNNING);
    }

    ImportRun at(String newStep, long newDone, long newAll, Instant now) {
        return new ImportRun(
                name, kind, source, state, newStep, newDone, newAll, found, noted, notes, error, startedAt, now);
    }

    ImportRun compared(Difference difference, long newNoted, List<String> newNotes) {
        return new ImportRun(
                name,
                kind,
                source,
                state,
                step,
                done,
                all,
                difference,
                newNoted,
                newNotes,
                error,
                startedAt,
                updatedAt);
    }

    ImportRun remarked(long newNoted, List<String> newNotes) {
        return new ImportRun(
                name, kind, source, state, step, done, all, found, newNoted, newNotes, error, startedAt, updatedAt);
    }

    ImportRun ended(String newState, @Nullable String why, Instant now) {
        return new ImportRun(
                name, kind, source, newState, newState, done, all, found, noted, notes, why, startedAt, now);
    }
}
