package dev.headwater.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a kind are searched, filtered and sorted by. A page costs one look at each row, and no more order than the
 * page itself needs.
 */
public final class Columns<R> {
    private static final String BY_KEY = "id";

    private final Function<R, String> name;
    private final Map<String, Column<R>> columns = new LinkedHashMap<>();

    private record Column<R>(Function<R, Object> value, Comparator<Object> order) {}

    /** Where a row stands. */
    private record Place(Object value, Object key) {}

    private Columns(Function<R, String> name) {
        this.name = name;
    }

    /**
     * Columns of rows that have a number.
     *
     * @param name what is searched
     */
    public static <R> Columns<R> numbered(ToLongFunction<R> id, Function<R, String> name) {
        return new Columns<>(name).number(BY_KEY, id).text("name", name);
    }

    /** Columns of rows that have no number, but a name of their own. */
    public static <R> Columns<R> named(Function<R, String> name) {
        return new Columns<>(name).text(BY_KEY, name).text("name", name);
    }

    /** One more, which is ordered as people order words: whatever their case. */
    public Columns<R> text(String column, Function<R, ? extends @Nullable String> value) {
        columns.put(
                column,
                new Column<>(
                        row -> {
                            String text = value.apply(row);
                            return text == null ? "" : text;
                        },
                        Comparator.comparing(String.class::cast, String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(String.class::cast)));
        return this;
    }

    public Columns<R> number(String column, ToLongFunction<R> value) {
        columns.put(column, new Column<>(value::applyAsLong, Comparator.comparing(Long.class::cast)));
        return this;
    }

    /**
     * The rows of a page.
     *
     * @throws OperationException where the query names what there is not
     */
    public Page<R> page(Iterable<R> rows, ListQuery query) {
        String sort = query.sort() == null ? BY_KEY : query.sort();
        boolean isDescending = sort.startsWith("-");
        Column<R> by = column("sort", isDescending ? sort.substring(1) : sort);
        Column<R> key = column("sort", BY_KEY);
        Comparator<Place> order = Comparator.comparing(Place::value, by.order()).thenComparing(Place::key, key.order());
        Comparator<Place> wanted = isDescending ? order.reversed() : order;
        Place behind = query.cursor() == null ? null : read(query.cursor());
        Predicate<R> matches = matches(query);

        record Held<R>(Place place, R row) {}
        // The last of the page at its head, so that it goes first.
        PriorityQueue<Held<R>> page =
                new PriorityQueue<>(Comparator.comparing((Held<R> held) -> held.place(), wanted.reversed()));
        int total = 0;
        int after = 0;
        for (R row : rows) {
            if (!matches.test(row)) {
                continue;
            }
            total++;
            Place place = new Place(by.value().apply(row), key.value().apply(row));
            if (behind != null && wanted.compare(place, behind) <= 0) {
                continue;
            }
            after++;
            if (page.size() < query.size()) {
                page.add(new Held<>(place, row));
            } else if (wanted.compare(place, page.element().place()) < 0) {
                page.remove();
                page.add(new Held<>(place, row));
            }
        }
        List<Held<R>> ordered = new ArrayList<>(page);
        ordered.sort(Comparator.comparing(Held::place, wanted));
        boolean isMore = after > ordered.size();
        return new Page<>(
                ordered.stream().map(Held::row).toList(),
                total,
                isMore ? write(ordered.getLast().place()) : null);
    }

    private Predicate<R> matches(ListQuery query) {
        List<Predicate<R>> all = new ArrayList<>();
        if (query.search() != null && !query.search().isEmpty()) {
            String part = query.search().toLowerCase(Locale.ROOT);
            all.add(row -> name.apply(row).toLowerCase(Locale.ROOT).contains(part));
        }
        query.filters().forEach((column, wanted) -> {
            Function<R, Object> value = column("filter." + column, column).value();
            all.add(row -> String.valueOf(value.apply(row)).equalsIgnoreCase(wanted));
        });
        return row -> all.stream().allMatch(one -> one.test(row));
    }

    private Column<R> column(String field, String wanted) {
        Column<R> column = columns.get(wanted);
        if (column == null) {
            throw OperationException.invalid(
                    field,
                    "there is no column '" + wanted + "' in this list; there are: "
                            + String.join(", ", columns.keySet()));
        }
        return column;
    }

    private static String write(Place place) {
        String json = Operations.JSON
                .createArrayNode()
                .addPOJO(place.value())
                .addPOJO(place.key())
                .toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Place read(String cursor) {
        try {
            JsonNode json = Operations.JSON.readTree(Base64.getUrlDecoder().decode(cursor));
            return new Place(scalar(json.path(0)), scalar(json.path(1)));
        } catch (IOException | IllegalArgumentException e) {
            throw OperationException.invalid("cursor", "this is no cursor of this list");
        }
    }

    private static Object scalar(JsonNode node) {
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asText();
    }
}
