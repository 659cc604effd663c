package dev.headwater.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a kind are searched, filtered and sorted by. All {@link Rows} by id or name are listed at the cost of the
 * page; any other page costs one look at each row, and no more order than the page itself needs.
 */
public final class Columns<R> {
    /** The last letter whose other case is found without asking. */
    private static final char ASCII = 127;

    private static final String BY_KEY = "id";
    private static final String NAME = "name";

    private final Function<R, String> name;
    private final Map<String, Column<R>> columns = new LinkedHashMap<>();

    /**
     * What rows are ordered by.
     *
     * @param number null: it is text
     * @param text null: it is a number
     * @param values all that it may be; empty: anything
     * @param named what number goes by a name; null: none does
     * @param isKept whether its order is kept: a row's value stays what it is, and it is often asked for
     */
    private record Column<R>(
            @Nullable ToLongFunction<R> number,
            @Nullable Function<R, String> text,
            List<String> values,
            @Nullable ToLongFunction<String> named,
            boolean isKept) {
        /** The same, whose order is kept. */
        Column<R> kept() {
            return new Column<>(number, text, values, named, true);
        }

        Comparator<R> order() {
            return number == null ? byText() : (a, b) -> Long.compare(number.applyAsLong(a), number.applyAsLong(b));
        }

        private Comparator<R> byText() {
            Function<R, String> text = Objects.requireNonNull(this.text);
            return (a, b) -> compare(text.apply(a), text.apply(b));
        }

        /** Where a row stands beside a value: as a comparator says. */
        ToIntFunction<R> beside(Object value) {
            if (number != null) {
                long wanted = value instanceof Long n ? n : 0;
                return row -> Long.compare(number.applyAsLong(row), wanted);
            }
            Function<R, String> text = Objects.requireNonNull(this.text);
            String wanted = value.toString();
            return row -> compare(text.apply(row), wanted);
        }

        private static int compare(String a, String b) {
            if (a.equals(b)) {
                // Of few values most are the same, and not even looked into.
                return 0;
            }
            int order = String.CASE_INSENSITIVE_ORDER.compare(a, b);
            return order == 0 ? a.compareTo(b) : order;
        }

        Object value(R row) {
            return number != null
                    ? (Object) number.applyAsLong(row)
                    : Objects.requireNonNull(text).apply(row);
        }

        Predicate<R> is(String wanted) {
            if (number != null) {
                long value = number(wanted);
                return row -> number.applyAsLong(row) == value;
            }
            if (!values.isEmpty() && values.stream().noneMatch(wanted::equalsIgnoreCase)) {
                throw new IllegalArgumentException("this column is one of: " + String.join(", ", values));
            }
            Function<R, String> text = Objects.requireNonNull(this.text);
            return row -> text.apply(row).equalsIgnoreCase(wanted);
        }

        private long number(String wanted) {
            try {
                return Long.parseLong(wanted);
            } catch (NumberFormatException e) {
                if (named == null) {
                    throw new IllegalArgumentException("this column is a number", e);
                }
                return named.applyAsLong(wanted);
            }
        }
    }

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
        return new Columns<>(name).number(BY_KEY, id).text(NAME, name).keeping();
    }

    /** Columns of rows that have no number, but a name of their own. */
    public static <R> Columns<R> named(Function<R, String> name) {
        return new Columns<>(name).text(BY_KEY, name).text(NAME, name).keeping();
    }

    private Columns<R> keeping() {
        columns.replaceAll((name, column) -> column.kept());
        return this;
    }

    /** One more, which is ordered as people order words: whatever their case. */
    public Columns<R> text(String column, Function<R, ? extends @Nullable String> value) {
        return oneOf(column, List.of(), value);
    }

    /** The same, of which nothing else is asked for than what it may be. */
    public Columns<R> oneOf(String column, List<String> values, Function<R, ? extends @Nullable String> value) {
        Function<R, String> shown = row -> {
            String text = value.apply(row);
            return text == null ? "" : text;
        };
        columns.put(column, new Column<>(null, shown, values, null, false));
        return this;
    }

    public Columns<R> number(String column, ToLongFunction<R> value) {
        columns.put(column, new Column<>(value, null, List.of(), null, false));
        return this;
    }

    /**
     * One more, of ids of things that have names.
     *
     * @param named the id of the thing of that name; throws {@link IllegalArgumentException} where there is none
     */
    public Columns<R> id(String column, ToLongFunction<R> value, ToLongFunction<String> named) {
        columns.put(column, new Column<>(value, null, List.of(), named, false));
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
        Comparator<R> order = by.equals(key) ? key.order() : by.order().thenComparing(key.order());
        Predicate<R> isBehind =
                query.cursor() == null ? row -> true : behind(read(query.cursor()), by, key, isDescending);
        if (by.isKept() && query.isOfAll() && rows instanceof Rows<R> known) {
            List<R> kept = known.by(isDescending ? sort.substring(1) : sort, order);
            List<R> ordered = isDescending ? kept.reversed() : kept;
            int from = query.cursor() == null ? 0 : first(ordered, isBehind);
            List<R> page = List.copyOf(ordered.subList(from, Math.min(ordered.size(), from + query.size())));
            boolean isLast = from + page.size() == ordered.size();
            return new Page<>(page, ordered.size(), isLast ? null : write(by, key, page.getLast()));
        }
        Comparator<R> wanted = isDescending ? order.reversed() : order;
        Predicate<R> matches = matches(query);

        Best<R> page = new Best<>(wanted, query.size());
        int total = 0;
        int after = 0;
        for (R row : rows) {
            if (!matches.test(row)) {
                continue;
            }
            total++;
            if (!isBehind.test(row)) {
                continue;
            }
            after++;
            page.add(row);
        }
        List<R> ordered = page.ordered();
        return new Page<>(ordered, total, after > ordered.size() ? write(by, key, ordered.getLast()) : null);
    }

    /** Where the rows begin of which something is so that is so of all behind them. */
    private static <R> int first(List<R> rows, Predicate<R> so) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (so.test(rows.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /**
     * Every row that matches, by id.
     *
     * @throws OperationException where the query names what there is not
     */
    public List<R> all(Iterable<R> rows, ListQuery query) {
        Predicate<R> matches = matches(query);
        List<R> found = new ArrayList<>();
        for (R row : rows) {
            if (matches.test(row)) {
                found.add(row);
            }
        }
        found.sort(column("sort", BY_KEY).order());
        return found;
    }

    /** Whether a row is what is searched and filtered for. */
    public boolean matches(R row, ListQuery query) {
        return matches(query).test(row);
    }

    private static <R> Predicate<R> behind(Place place, Column<R> by, Column<R> key, boolean isDescending) {
        ToIntFunction<R> first = by.beside(place.value());
        ToIntFunction<R> second = key.beside(place.key());
        int direction = isDescending ? -1 : 1;
        return row -> {
            int order = first.applyAsInt(row);
            return direction * Integer.signum(order == 0 ? second.applyAsInt(row) : order) > 0;
        };
    }

    private Predicate<R> matches(ListQuery query) {
        List<Predicate<R>> all = new ArrayList<>();
        if (query.search() != null && !query.search().isEmpty()) {
            String part = query.search();
            all.add(row -> contains(name.apply(row), part));
        }
        query.filters().forEach((column, wanted) -> {
            String field = "filter." + column;
            all.add(OperationException.blaming(
                    field, () -> column(field, column).is(wanted)));
        });
        return all.stream().reduce(Predicate::and).orElse(row -> true);
    }

    /** Whatever the case, without making other strings of each row. */
    private static boolean contains(String text, String part) {
        boolean isAscii = part.charAt(0) <= ASCII;
        char upper = Character.toUpperCase(part.charAt(0));
        char lower = Character.toLowerCase(part.charAt(0));
        for (int i = text.length() - part.length(); i >= 0; i--) {
            char first = text.charAt(i);
            boolean mayBegin = !isAscii || first == lower || first == upper || first > ASCII;
            if (mayBegin && text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
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

    private static <R> String write(Column<R> by, Column<R> key, R last) {
        String json = Operations.JSON
                .createArrayNode()
                .addPOJO(by.value(last))
                .addPOJO(key.value(last))
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
