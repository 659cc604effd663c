package dev.headwater.standalone.imports;

import java.util.List;

/**
 * What an import changes.
 *
 * @param moved only their place in lists is another
 * @param addedNames some of them, as the lists below
 * @param conflicts ids that could not be kept
 */
public record Difference(
        long added,
        long changed,
        long moved,
        long removed,
        long unchanged,
        List<String> addedNames,
        List<String> changedNames,
        List<String> removedNames,
        long conflicts,
        List<String> conflictNotes) {
    Difference withConflicts(KeptIds kept) {
        return new Difference(
                added,
                changed,
                moved,
                removed,
                unchanged,
                addedNames,
                changedNames,
                removedNames,
                kept.conflicts(),
                kept.told());
    }

    /** Of what was there before, in percent, rounded up. */
    long vanishing() {
        long before = removed + changed + moved + unchanged;
        return before == 0 ? 0 : (removed * 100 + before - 1) / before;
    }
}
