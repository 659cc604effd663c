package dev.headwater.standalone.repair;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a repair found and did.
 *
 * @param damaged where damaged items and objects are kept now; null: there were none
 */
public record RepairReport(
        State state, List<Finding> findings, @Nullable String damaged) {
    public RepairReport {
        findings = List.copyOf(findings);
    }

    /** How the folder stands. */
    public enum State {
        HEALTHY,
        /** Something was wrong, and nothing is lost. */
        REPAIRED,
        /** Something could not be brought back; what is left is whole. */
        LOST,
        /** Something is wrong, and nothing was changed. */
        DAMAGED
    }

    /**
     * One thing that was wrong.
     *
     * @param where the file, item or object
     * @param done null: nothing, because only a check was asked for
     * @param lost whether something of it could not be brought back
     */
    public record Finding(
            String where, String problem, @Nullable String done, boolean lost) {}
}
