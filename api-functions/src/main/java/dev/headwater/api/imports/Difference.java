package dev.headwater.api.imports;

import java.util.List;

/**
 * What an import changes.
 *
 * @param moved only their place in lists is another
 * @param addedNames some of them, as the lists below
 * @param conflicts ids that could not be kept
 * @param vanishing what is there no more, by list; lists that lose nothing are not named
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
        List<String> conflictNotes,
        List<Vanishing> vanishing) {
    public Difference {
        // Runs that were stored earlier do not have it.
        vanishing = vanishing == null ? List.of() : List.copyOf(vanishing);
    }

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
                kept.told(),
                vanishing);
    }
}
