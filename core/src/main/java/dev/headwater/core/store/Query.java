package dev.headwater.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A range of one partition, ordered by the UTF-8 bytes of the sort key.
 *
 * @param from first sort key, inclusive; null: from the beginning
 * @param to last sort key, exclusive; null: to the end
 * @param descending last sort key first
 * @param limit items a page, 1 to {@value #MAX_LIMIT}
 * @param after the {@link Page#next()} of the page before; null for the first
 */
public record Query(
        String pk,
        @Nullable String from,
        @Nullable String to,
        boolean descending,
        int limit,
        @Nullable String after) {
    public static final int MAX_LIMIT = 1000;

    public Query {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
        }
    }

    /** The whole partition, ascending, in pages of the largest size. */
    public static Query all(String pk) {
        return new Query(pk, null, null, false, MAX_LIMIT, null);
    }

    /** The same range, going on behind a page. */
    public Query after(String pageKey) {
        return new Query(pk, from, to, descending, limit, pageKey);
    }
}
