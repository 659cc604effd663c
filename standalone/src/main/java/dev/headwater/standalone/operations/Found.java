package dev.headwater.standalone.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first of many.
 *
 * @param more how many there are besides
 */
public record Found<T>(List<T> found, int more) {

    /**
     * Which of many.
     *
     * @param search part of a name, whatever its case; null: all
     * @param limit how many to show; null: 100
     */
    public record Query(@Nullable String search, @Nullable Integer limit) {
        static final int DEFAULT_LIMIT = 100;
        private static final int MAX_LIMIT = 10_000;

        int checkedLimit() {
            int number = limit == null ? DEFAULT_LIMIT : limit;
            if (number < 1 || number > MAX_LIMIT) {
                throw new OperationException("a list shows 1 to " + MAX_LIMIT);
            }
            return number;
        }

        boolean matches(String name) {
            return search == null || name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
        }
    }

    /** Keeps the first that match, while all are shown to it. */
    static final class Search<T> {
        private final Query query;
        private final int limit;
        private final List<T> first = new ArrayList<>();
        private int more;

        Search(Query query) {
            this.query = query;
            this.limit = query.checkedLimit();
        }

        void look(T one, String name) {
            if (!query.matches(name)) {
                return;
            }
            if (first.size() < limit) {
                first.add(one);
            } else {
                more++;
            }
        }

        <V> Found<V> shownAs(Function<T, V> view) {
            return new Found<>(first.stream().map(view).toList(), more);
        }
    }
}
