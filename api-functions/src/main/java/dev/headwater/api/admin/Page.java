package dev.headwater.api.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of many.
 *
 * @param total how many match in all
 * @param next the {@link ListQuery#cursor()} of the page behind; null: this is the last
 */
public record Page<T>(List<T> items, int total, @Nullable String next) {
    /** The same, without what is there no more. */
    public <V> Page<V> found(Function<T, Optional<V>> view) {
        return new Page<>(
                items.stream().flatMap(item -> view.apply(item).stream()).toList(), total, next);
    }

    /** The same of what was found under the ids of its rows. */
    public <K, S, V> Page<V> found(Function<T, K> id, Function<List<K>, Map<K, S>> read, Function<S, V> view) {
        Map<K, S> stored = read.apply(items.stream().map(id).toList());
        return found(row -> Optional.ofNullable(stored.get(id.apply(row))).map(view));
    }

    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), total, next);
    }
}
