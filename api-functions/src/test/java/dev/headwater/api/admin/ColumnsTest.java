package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    private static final Columns<Row> COLUMNS =
            Columns.numbered(Row::id, Row::name).number("place", Row::place);

    record Row(int id, String name, int place) {}

    @Property(tries = 300)
    void pagesPutTogetherAreTheWholeList(
            @ForAll("rows") List<Row> rows,
            @ForAll("sorts") String sort,
            @ForAll("searches") String search,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        List<Row> expected = rows.stream()
                .filter(row -> row.name().toLowerCase(Locale.ROOT).contains(search))
                .filter(row -> row.place() == 1)
                .sorted(order(sort))
                .toList();
        List<Row> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Row> page = COLUMNS.page(rows, query(search, sort, limit, cursor));
            assertThat(page.total()).isEqualTo(expected.size());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).isEqualTo(expected);
    }

    /** The last four have another case among ASCII's letters, or are one of theirs. */
    @Property(tries = 300)
    void whateverTheCaseIsFound(
            @ForAll("letters") char one, @ForAll("letters") char other, @ForAll("letters") char sought) {
        String name = "x" + one + other;
        boolean isIn = name.regionMatches(true, 0, "" + sought, 0, 1)
                || name.regionMatches(true, 1, "" + sought, 0, 1)
                || name.regionMatches(true, 2, "" + sought, 0, 1);
        assertThat(COLUMNS.page(List.of(new Row(1, name, 1)), query("" + sought, "id", 1, null))
                        .total())
                .isEqualTo(isIn ? 1 : 0);
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.of(
                'a', 'A', 'i', 'I', 'k', 'K', 's', 'S', '[', '{', '9', 'é', 'É', 'ß', 'ſ', '\u212a', 'ı', 'İ');
    }

    @Property(tries = 300)
    void whatDidNotChangeShowsOnceWhateverElseDoes(
            @ForAll("rows") List<Row> rows,
            @ForAll("rows") List<Row> others,
            @ForAll("sorts") String sort,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        Set<Integer> changing = new HashSet<>();
        others.forEach(row -> changing.add(row.id()));
        List<Row> lasting =
                rows.stream().filter(row -> !changing.contains(row.id())).toList();
        List<Integer> shown = new ArrayList<>();
        String cursor = null;
        int turn = 0;
        do {
            List<Row> now = new ArrayList<>(lasting);
            if (turn++ % 2 == 0) {
                now.addAll(others);
            }
            Page<Row> page = COLUMNS.page(now, query("", sort, limit, cursor));
            page.items().forEach(row -> shown.add(row.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(shown.stream().filter(id -> !changing.contains(id)))
                .containsExactlyElementsOf(lasting.stream()
                        .filter(row -> row.place() == 1)
                        .sorted(order(sort))
                        .map(Row::id)
                        .toList());
        assertThat(shown).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"colour,red,filter.colour", "place,near,filter.place", "kind,fish,filter.kind"})
    void whatNoRowCanBeIsRefused(String column, String wanted, String field) {
        Columns<Row> columns = Columns.numbered(Row::id, Row::name)
                .number("place", Row::place)
                .oneOf("kind", List.of("bird", "beast"), Row::name);
        ListQuery query = new ListQuery(null, null, Map.of(column, wanted), null, null);
        assertThatThrownBy(() -> columns.page(List.of(), query))
                .isInstanceOfSatisfying(
                        OperationException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void oneOfSomeValuesIsFoundWhateverItsCase() {
        Columns<Row> columns = Columns.numbered(Row::id, Row::name).oneOf("kind", List.of("bird", "beast"), Row::name);
        ListQuery query = new ListQuery(null, null, Map.of("kind", "BIRD"), null, null);
        assertThat(columns.page(List.of(new Row(1, "bird", 0), new Row(2, "beast", 0)), query)
                        .items())
                .extracting(Row::id)
                .containsExactly(1);
    }

    private static ListQuery query(String search, String sort, int limit, @Nullable String cursor) {
        return new ListQuery(search, sort, Map.of("place", "1"), limit, cursor);
    }

    private static Comparator<Row> order(String sort) {
        Comparator<Row> by = sort.endsWith("name")
                ? Comparator.comparing(Row::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Row::name)
                : Comparator.comparingInt(Row::place);
        Comparator<Row> order = (sort.endsWith("id") ? Comparator.comparingInt(Row::id) : by).thenComparingInt(Row::id);
        return sort.startsWith("-") ? order.reversed() : order;
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> names = Arbitraries.strings().withChars("abABé").ofMaxLength(3);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 60),
                        names,
                        Arbitraries.integers().between(0, 1))
                .as(Row::new)
                .list()
                .uniqueElements(Row::id)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> sorts() {
        return Arbitraries.of("id", "-id", "name", "-name", "place", "-place");
    }

    @Provide
    Arbitrary<String> searches() {
        return Arbitraries.of("", "a", "ab");
    }
}
