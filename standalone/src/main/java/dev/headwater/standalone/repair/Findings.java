package dev.headwater.standalone.repair;

import dev.headwater.standalone.repair.RepairReport.Finding;
import dev.headwater.standalone.repair.RepairReport.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found so far, and whether it is to be mended. */
final class Findings {
    private final boolean mend;
    private final List<Finding> found = new ArrayList<>();

    Findings(boolean mend) {
        this.mend = mend;
    }

    boolean mend() {
        return mend;
    }

    int count() {
        return found.size();
    }

    /** @param done what was done about it, where it was to be mended */
    void add(String where, String problem, String done, boolean lost) {
        found.add(new Finding(where, problem, mend ? done : null, lost && mend));
    }

    RepairReport report(@Nullable String damaged) {
        State state = found.isEmpty()
                ? State.HEALTHY
                : !mend ? State.DAMAGED : found.stream().anyMatch(Finding::lost) ? State.LOST : State.REPAIRED;
        return new RepairReport(state, found, damaged);
    }
}
