package dev.headwater.api.imports.guide;

import dev.headwater.core.guide.GuideReport;
import org.jspecify.annotations.Nullable;

/**
 * How an import stands, as commands show it.
 *
 * @param source name of the source
 * @param state running, done, preview, failed, cancelled
 * @param step what is being done: read, write
 * @param done of {@code all}, in what the step counts
 * @param all 0: not known
 * @param report what was done; null: it is not, or failed
 * @param mapped how many channels were given another guide id
 * @param confirmable whether it would be taken with {@code --yes}
 */
public record GuideRun(
        int id,
        String source,
        String state,
        String step,
        long done,
        long all,
        @Nullable GuideReport report,
        int mapped,
        boolean confirmable,
        @Nullable String error) {
    public static final String RUNNING = "running";
    public static final String DONE = "done";
    /** It was only looked at. */
    public static final String PREVIEW = "preview";

    public static final String CANCELLED = "cancelled";
    public static final String FAILED = "failed";

    static GuideRun begun(int id, String source) {
        return new GuideRun(id, source, RUNNING, "read", 0, 0, null, 0, false, null);
    }

    GuideRun at(String newStep, long newDone, long newAll) {
        return new GuideRun(id, source, state, newStep, newDone, newAll, null, 0, false, null);
    }

    GuideRun ended(String how, @Nullable GuideReport newReport, int newMapped) {
        return new GuideRun(id, source, how, step, all, all, newReport, newMapped, false, null);
    }

    GuideRun failed(String why, boolean canBeConfirmed) {
        return new GuideRun(id, source, FAILED, step, done, all, null, 0, canBeConfirmed, why);
    }
}
