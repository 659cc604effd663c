package dev.headwater.api.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of many, in which order, and how many of them.
 *
 * @param search part of a name, whatever its case; null: all
 * @param sort a column, with {@code -} before it: backwards; null: by id
 * @param filter columns and what they have to be; null: anything
 * @param limit 1 to 500; null: 100
 * @param cursor where the page before ended; null: the first
 */
public record ListQuery(
        @Nullable String search,
        @Nullable String sort,
        @Nullable Map<String, String> filter,
        @Nullable Integer limit,
        @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 100;
    /** What a slow machine answers within 50 ms of one processor. */
    public static final int MAX_LIMIT = 500;

    /** The first of all. */
    public static final ListQuery ALL = new ListQuery(null, null, null, null, null);

    public ListQuery {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw OperationException.invalid("limit", "a page has 1 to " + MAX_LIMIT);
        }
    }

    /** The same, in the order of a column where none is named. */
    public ListQuery orBy(String column) {
        return sort == null ? new ListQuery(search, column, filter, limit, cursor) : this;
    }

    public Map<String, String> filters() {
        return filter == null ? Map.of() : filter;
    }

    /** Whether nothing is searched or filtered for. */
    boolean isOfAll() {
        return (search == null || search.isEmpty()) && filters().isEmpty();
    }

    public int size() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }
}
