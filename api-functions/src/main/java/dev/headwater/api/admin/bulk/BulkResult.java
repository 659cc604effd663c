package dev.headwater.api.admin.bulk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one change for many.
 *
 * @param filter what they were chosen by; null: they were named
 * @param set what was to be changed; null: they were to be removed
 * @param matched how many were chosen
 * @param skipped how many were gone, or not what was chosen any more, when it was their turn
 * @param failures of the first 20 that could not be changed
 */
public record BulkResult(
        @Nullable Map<String, String> filter,
        @Nullable Object set,
        int matched,
        int changed,
        int skipped,
        int failed,
        List<Failure> failures) {
    static final int MAX_FAILURES = 20;

    /**
     * One that could not be changed.
     *
     * @param item its id, or its name
     */
    public record Failure(String item, String error) {}
}
