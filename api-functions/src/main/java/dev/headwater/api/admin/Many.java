package dev.headwater.api.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How things of one kind are found and changed, many at a time: each as if it were asked for by itself.
 *
 * @param find the keys of what is selected and exists for who asks, in the order of ids
 * @param look what a thing is like now, as its {@link Etags}; empty: it is gone, or not selected any more
 * @param check refuses settings that no thing of the kind could have
 * @param set the change of one, which tells nobody that lists are others now
 * @param remove the same for the removal of one
 * @param <K> what names a thing: its id, or its name
 * @param <S> what can be changed
 */
public record Many<K, S, C, N>(
        BiFunction<Call, Selection<K>, List<K>> find,
        BiFunction<K, Selection<K>, Optional<String>> look,
        Consumer<S> check,
        Operation<C, ?> set,
        BiFunction<K, S, C> change,
        Operation<N, ?> remove,
        Function<K, N> named) {

    /**
     * Which ones.
     *
     * @param keys null: those that the filter matches
     * @param filter null: those that are named
     */
    public record Selection<K>(
            @Nullable Set<K> keys, @Nullable ListQuery filter) {
        private static final String SEARCH = "search";

        public static <K> Selection<K> of(Set<K> keys) {
            return new Selection<>(keys, null);
        }

        /** @param wanted columns and what they have to be, and {@code search}: part of a name */
        public static <K> Selection<K> matching(Map<String, String> wanted) {
            ListQuery query = new ListQuery(
                    wanted.get(SEARCH),
                    null,
                    wanted.entrySet().stream()
                            .filter(one -> !one.getKey().equals(SEARCH))
                            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    null,
                    null);
            return new Selection<>(null, query);
        }

        /** Rows that are selected, by id. */
        public <R> List<R> of(Iterable<R> rows, Columns<R> columns, Function<R, K> key) {
            return columns.all(rows, filter == null ? ListQuery.ALL : filter).stream()
                    .filter(row -> keys == null || keys.contains(key.apply(row)))
                    .toList();
        }

        /** Whether something still is what was selected. */
        public <R> boolean has(R row, Columns<R> columns) {
            return filter == null || columns.matches(row, filter);
        }
    }
}
